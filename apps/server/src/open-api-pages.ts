import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ProcedureIndex } from '@ownlist/api'
import fresh from 'fresh'

/** @returns whether the path was one of the pages, which has then been answered */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, path: string) => boolean

interface Page {
  readonly body: string | Buffer
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

const uiFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/**
 * Nothing from other hosts, and no inline scripts. Swagger UI sets styles on its elements, and has its icons in the
 * stylesheet.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ownlist API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">

<div id="docs"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
`

/** This text runs in the browser. */
const start = `const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', paint)
paint()
SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true })
`

const javaScript = 'text/javascript; charset=utf-8'

/** Each page is generated when it is first requested, because most processes are never asked for one. */
const pagesOf = (procedures: ProcedureIndex): Readonly<Record<string, () => Page>> => ({
  // It contains no user data, so pages and tools of any origin may read it.
  '/openapi.json': once(() =>
    page(JSON.stringify(procedures.describe({ url: '.' })), 'application/json', { 'access-control-allow-origin': '*' }),
  ),
  '/docs': once(() => page(html, 'text/html; charset=utf-8', { 'content-security-policy': policy })),
  '/docs/start.js': once(() => page(start, javaScript)),
  '/docs/swagger-ui.css': once(() => page(fileOfUi('swagger-ui.css'), 'text/css; charset=utf-8')),
  '/docs/swagger-ui-bundle.js': once(() => page(fileOfUi('swagger-ui-bundle.js'), javaScript)),
})

const fileOfUi = (name: string): Buffer => readFileSync(join(uiFolder, name))

function once(make: () => Page): () => Page {
  let made: Page | undefined
  return () => (made ??= make())
}

/** The description of the API, for programs at `/openapi.json` and for people at `/docs`. It contains no secrets. */
export function openApiPages(procedures: ProcedureIndex): PageHandler {
  const pages = pagesOf(procedures)
  return (request, response, path) => {
    const make = Object.hasOwn(pages, path) ? pages[path] : undefined
    if (make === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const found = make()
    // `cache-control` is not compared, because `fetch` sets it to `no-cache` for every request with an ETag.
    const known = fresh({ 'if-none-match': request.headers['if-none-match'] }, { etag: found.etag })
    response.writeHead(known ? 304 : 200, { ...found.headers, etag: found.etag, 'cache-control': 'no-cache' })
    response.end(known || request.method === 'HEAD' ? undefined : found.body)
    return true
  }
}

function page(body: string | Buffer, type: string, headers: Readonly<Record<string, string>> = {}): Page {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, etag, headers: { 'content-type': type, ...headers } }
}
