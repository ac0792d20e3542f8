import { connect } from 'node:net'
import { type ApiClientOptions, contractVersionHeader } from '@ownlist/client'
import { newUserId, type TestIssuer } from '@ownlist/testkit'

/** Where to send a request. */
interface Target {
  readonly url: string
  readonly port: number
}

type Headers = Readonly<Record<string, string>>

/** The header with a token. @param userId a new user by default */
export const bearer = async (
  { issuer }: { readonly issuer: TestIssuer },
  userId = newUserId(),
  claims: Readonly<Record<string, unknown>> = {},
): Promise<{ authorization: string }> => ({ authorization: `Bearer ${await issuer.token(userId, claims)}` })

/** The header with which a client states another version of the contract than its own. */
export const stating = (version: number): Pick<ApiClientOptions, 'headers'> => ({
  headers: { [contractVersionHeader]: String(version) },
})

export const get = ({ url }: Target, path: string, headers: Headers = {}): Promise<Response> =>
  fetch(`${url}${path}`, { headers })

/** @param body sent unchanged if it is text, and as JSON otherwise */
export const post = ({ url }: Target, path: string, body: unknown, headers: Headers = {}): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Sends bytes unchanged, on a separate connection. @returns everything that the server sends until it ends */
export const sendText = ({ port }: Target, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    connect(port, '127.0.0.1')
      .on('data', (chunk) => {
        answer += chunk
      })
      .on('close', () => resolve(answer))
      .on('error', reject)
      .write(text)
  })

/**
 * Sends a request that no HTTP client would send.
 * @param line such as `GET /healthz`
 * @returns the status of the answer
 */
export async function statusOf(target: Target, line: string, headers: Headers = {}, body = ''): Promise<number> {
  const all = { host: 'api', connection: 'close', ...headers }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Number((await sendText(target, `${line} HTTP/1.1\r\n${head.join('')}\r\n${body}`)).split(' ')[1])
}
