// domain: tasks
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { pagePolicy } from '../../src/front-door/security-headers'

/** A page that shows notes under the policy of every page of the app. */
export interface NotesPage extends AsyncDisposable {
  readonly url: string
}

const nonce = 'bm9uY2U'
const html = `<!doctype html><html lang="en"><title>Notes</title><link rel="stylesheet" href="/page.css">
<body><div id="root"></div><script type="module" src="/page.js" nonce="${nonce}"></script>`
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' }

export async function serveNotes(): Promise<NotesPage> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.tsx')],
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    conditions: ['@ownlist/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  const files = new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]))
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url)
    const webUrl = `http://localhost:${(server.address() as AddressInfo).port}`
    response.setHeader('content-type', types[url.split('.').at(-1) ?? ''] ?? 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', pagePolicy(nonce, { webUrl, apiUrl: webUrl, isDevelopment: false }))
    response.end(file ?? html)
  })
  server.listen(0)
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
