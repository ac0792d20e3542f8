import { request } from 'node:http'

/** The length of the body of a page of 50 tasks in bytes, as it is sent. */
export interface ResponseBytes {
  readonly plain: number
  /** To a client that accepts gzip. */
  readonly gzip: number
  /** Whether the response was compressed. */
  readonly compressed: boolean
}

export async function responseBytes(url: string, token: string): Promise<ResponseBytes> {
  const plain = await bodyLength(url, token, 'identity')
  const gzip = await bodyLength(url, token, 'gzip')
  return { plain: plain.bytes, gzip: gzip.bytes, compressed: gzip.encoding === 'gzip' }
}

/** `fetch` would decompress the body. */
const bodyLength = (url: string, token: string, encoding: string) =>
  new Promise<{ bytes: number; encoding: string | undefined }>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding }
    const sent = request(`${url}/trpc/task.list`, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve({ bytes, encoding: response.headers['content-encoding'] }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
