// Removes what React Native 0.74, the oldest supported platform, lacks. Each test file is a separate process.
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { vi } from 'vitest'

const missing: readonly (readonly [object, readonly string[]])[] = [
  [AbortSignal, ['abort', 'any', 'timeout']],
  [AbortSignal.prototype, ['reason', 'throwIfAborted']],
  [URL, ['canParse', 'parse']],
  [Object, ['groupBy']],
  [Promise, ['withResolvers', 'try']],
  [Array, ['fromAsync']],
]
for (const [owner, names] of missing) for (const name of names) Reflect.deleteProperty(owner, name)

/** The complete response without a `body`, like the one over XMLHttpRequest. */
class PlainResponse {
  readonly content: string
  readonly status: number
  readonly headers: Headers
  readonly ok: boolean
  constructor(content: string, status: number, headers: Headers) {
    this.content = content
    this.status = status
    this.headers = headers
    this.ok = status >= 200 && status < 300
  }
  static json = (value: unknown) => new PlainResponse(JSON.stringify(value), 200, new Headers())
  json = async () => JSON.parse(this.content)
}

/** Node's own fetch needs the streams. */
const plainFetch = (url: string, { method, headers, body, signal }: RequestInit = {}) =>
  new Promise<PlainResponse>((resolve, reject) => {
    const fail = (cause: unknown) => reject(new TypeError('Network request failed', { cause }))
    if (signal?.aborted) return fail('aborted')
    const sent = request(url, { method: method ?? 'GET', headers: Object.fromEntries(new Headers(headers)) })
    signal?.addEventListener('abort', () => sent.destroy(new Error('aborted')))
    sent.on('error', fail).on('response', (answer) => {
      const { statusCode = 0, headersDistinct } = answer
      const pairs = Object.entries(headersDistinct).map(([name, values]) => [name, String(values)] as const)
      const toResponse = (content: string) =>
        new PlainResponse(content, statusCode, new Headers(pairs.map((p) => [...p])))
      text(answer).then(toResponse).then(resolve, fail)
    })
    sent.end(body)
  })

vi.stubGlobal('fetch', plainFetch)
vi.stubGlobal('Response', PlainResponse)
for (const name of ['ReadableStream', 'TransformStream', 'TextDecoderStream', 'DOMException'])
  vi.stubGlobal(name, undefined)
