// domain: tasks
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'

/** A static page on its own port. */
export interface StaticPage extends AsyncDisposable {
  readonly port: number
}

const html =
  '<!doctype html><html lang="en"><title>Another origin</title><body><script type="module" src="/page.js"></script>'

/**
 * Serves a page with the client in it, at every host name of this machine.
 * @param script the path of its source
 */
export async function serveOtherOrigin(script = join(import.meta.dirname, 'page.ts')): Promise<StaticPage> {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    platform: 'browser',
    write: false,
  })
  const text = outputFiles[0]?.text ?? ''
  const server = createServer(({ url = '' }, response) => {
    const isScript = url.startsWith('/page.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? text : html)
  })
  server.listen(0)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
