// Takes away what React Native 0.74, the oldest platform that the client runs on, lacks. Each test file is a process of its own.
import { vi } from 'vitest'

const missing: readonly (readonly [object, readonly string[]])[] = [
  [AbortSignal, ['abort', 'any', 'timeout']],
  [AbortSignal.prototype, ['reason', 'throwIfAborted']],
  [URL, ['canParse', 'parse']],
  [Object, ['groupBy']],
  [Promise, ['withResolvers', 'try']],
  [Array, ['fromAsync']],
  [Response.prototype, ['body']],
]
for (const [owner, names] of missing) for (const name of names) Reflect.deleteProperty(owner, name)
// Its URL cannot take addresses apart.
for (const part of ['protocol', 'host', 'hostname', 'pathname', 'origin', 'search', 'username', 'password']) {
  Object.defineProperty(URL.prototype, part, {
    get() {
      throw new Error('not implemented')
    },
  })
}
for (const name of ['ReadableStream', 'TransformStream', 'TextDecoderStream', 'DOMException'])
  vi.stubGlobal(name, undefined)
