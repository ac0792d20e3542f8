import type { ApiClientOptions } from './api-links.js'
import { contractVersion, contractVersionHeader } from './contract-version.js'
import { OwnlistError, ownlistErrorOf, strangerAt } from './ownlist-error.js'
import { checkToken, type TokenSource } from './token-source.js'

/** The API's address, without a slash at the end, and how requests are sent to it. */
export interface RequesterOptions extends Pick<ApiClientOptions, 'fetch' | 'headers'> {
  readonly url: string
  readonly token: TokenSource
}

/**
 * A `fetch` that adds the token. If the token is refused, the request is sent once more with a new one.
 * @throws {OwnlistError} `UNREACHABLE`, `WRONG_ADDRESS`, `NO_TOKEN`, `CLIENT_ERROR`, and what the token source throws
 */
export function createRequester(options: RequesterOptions): (url: string, init: RequestInit) => Promise<Response> {
  const { url: api, token: tokens, headers: more } = options
  const fetcher = options.fetch ?? ((url, init) => fetch(url, init))
  return async (url, { headers: fixed, ...init }) => {
    const signal = init.signal ?? undefined
    const headers = await headersOf(fixed, more)
    const send = async (token: string) => {
      headers.set('authorization', `Bearer ${token}`)
      return await fetcher(url, { ...init, headers }).catch((error: unknown) => {
        throw ownlistErrorOf(error, signal, api)
      })
    }
    const first = await tokenFrom(tokens.get(signal))
    let response = await send(first)
    if (response.status === 401) {
      const second = await tokenFrom(tokens.refresh(first, signal))
      if (second !== first) {
        await response.body?.cancel()
        response = await send(second)
      }
    }
    if (mayBeApi(response)) return response
    await response.body?.cancel()
    throw strangerAt(api, response)
  }
}

/**
 * The API answers in JSON. A response without a type may come from a test. A page, or a failure in another format,
 * comes from another server.
 */
function mayBeApi({ status, headers }: Response): boolean {
  const type = headers.get('content-type') ?? 'json'
  return /json/i.test(type) || (status < 400 && !/html/i.test(type))
}

async function headersOf(fixed: RequestInit['headers'], more: RequesterOptions['headers']): Promise<Headers> {
  try {
    const headers = new Headers(fixed)
    headers.set(contractVersionHeader, String(contractVersion))
    for (const [name, value] of Object.entries((typeof more === 'function' ? await more() : more) ?? {})) {
      if (typeof value !== 'string') throw new TypeError(`The header ${name} must be a string`)
      headers.set(name, value)
    }
    return headers
  } catch (error) {
    const details = error instanceof Error ? { cause: error } : {}
    throw new OwnlistError('CLIENT_ERROR', 'The headers of this program are invalid, so nothing was sent.', details)
  }
}

/** A failure of the program's own function is not a response of the issuer. */
async function tokenFrom(getting: Promise<string>): Promise<string> {
  try {
    return checkToken(await getting)
  } catch (error) {
    if (error instanceof OwnlistError) throw error
    const details = error instanceof Error ? { cause: error } : {}
    throw new OwnlistError(
      'NO_TOKEN',
      'No token is available: the token function failed. Its error is the cause.',
      details,
    )
  }
}
