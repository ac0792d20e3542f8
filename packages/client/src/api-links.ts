import type { AppRouter } from '@ownlist/api'
import { httpBatchLink, httpBatchStreamLink, splitLink, type TRPCLink } from '@trpc/client'
import { callLink } from './call-link.js'
import { liveLink } from './live-link.js'
import {
  address,
  callback,
  checkOptions,
  flag,
  isRecord,
  milliseconds,
  type OptionRules,
  objectWith,
  optional,
  secret,
  wholeNumber,
} from './options.js'
import { ownlistErrorOf, strangerAt } from './ownlist-error.js'
import { createRequester, type RequesterOptions } from './request.js'
import { retries } from './retry.js'
import { createTokenSource, type FetchedToken, staticToken, type TokenSource } from './token-source.js'

export interface ApiClientOptions {
  /** The API's address, such as `https://api.example.com`; `/trpc` is added. */
  readonly url: string
  /** A fixed token, a function that returns one, or a token source such as `browserSession()`. */
  readonly token: string | (() => Promise<string | FetchedToken>) | TokenSource
  /** Delivers each response of a batch as soon as it is ready, instead of waiting for the slowest one. */
  readonly stream?: boolean
  /**
   * How often a call is tried that fails with a temporary error and can be repeated safely; 3 by default, including the
   * first attempt.
   */
  readonly attempts?: number
  /** The time limit of one call, with its token and all attempts; 30 seconds by default. */
  readonly timeoutMs?: number
  /** Sends each request, in place of the platform's own `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Sent with each request, such as `traceparent`. The token sets `authorization`. */
  readonly headers?: RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>)
}

type RequestHeaders = Readonly<Record<string, string>>

const tokenSource = objectWith('get', 'refresh', 'clear')

const rules: OptionRules<ApiClientOptions> = {
  url: address,
  token: [
    `${secret[0]}, a function that returns one, or a token source`,
    (value) => [secret, callback, tokenSource].some(([, fits]) => fits(value)),
  ],
  stream: optional(flag),
  attempts: optional(wholeNumber(1)),
  timeoutMs: optional(milliseconds),
  fetch: optional(callback),
  headers: optional([
    'an object of strings, or a function that returns one',
    (value) => isRecord(value) || callback[1](value),
  ]),
}

/**
 * The links to the API, for both `createTRPCClient` and `@trpc/react-query`. Simultaneous calls share a request, at most
 * ten per request. Each request carries the token. If the API refuses it, the request is sent once more with a new one.
 * That is safe for mutations too, because the API refuses a token before it reads or runs anything. Temporary failures are
 * retried if the call can be repeated safely. Calls fail with an `OwnlistError`. Each subscription is a separate stream,
 * which is continued until it is stopped.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export function apiLinks(options: ApiClientOptions): TRPCLink<AppRouter>[] {
  checkOptions(options, rules)
  const { token, attempts = 3, timeoutMs = 30_000 } = options
  const url = options.url.replace(/\/+$/, '')
  const sending = { ...options, url, token: sourceOf(token) }
  return [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: liveLink(sending),
      false: [callLink(timeoutMs), retries(attempts, (error) => ownlistErrorOf(error, null, url)), sendLink(sending)],
    }),
  ]
}

/** The API's own limits for a batch and a URL. */
const limits = { maxItems: 10, maxURLLength: 2_000 }

/** Sends queries by GET, and those whose input is too long for a URL by POST. */
function sendLink(options: RequesterOptions & Pick<ApiClientOptions, 'stream'>): TRPCLink<AppRouter> {
  const request = createRequester(options)
  // On platforms without streams, such as React Native, responses arrive as a whole.
  const streams = options.stream === true && typeof ReadableStream === 'function'
  const batchLink = streams ? httpBatchStreamLink : httpBatchLink
  const fetch = streams ? checkFailures(request, options.url) : request
  const common = { ...limits, url: `${options.url}/trpc`, fetch: fetch as LinkFetch }
  return (runtime) => {
    const short = batchLink<AppRouter>(common)(runtime)
    const long = batchLink<AppRouter>({ ...common, methodOverride: 'POST' })(runtime)
    const isLong = (path: string, input: unknown) =>
      `${common.url}/${path}?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: input }))}`.length >
      limits.maxURLLength
    return (call) => (call.op.type === 'query' && isLong(call.op.path, call.op.input) ? long(call) : short(call))
  }
}

/** tRPC's link for streams treats a failure that is not in tRPC's format as the end of the call, without an error. */
const checkFailures =
  (request: ReturnType<typeof createRequester>, url: string): typeof request =>
  async (...call) => {
    const response = await request(...call)
    if (response.ok) return response
    const body: unknown = await response.json().catch(() => null)
    if (!isRecord(body) || !('error' in body)) throw strangerAt(url, response)
    return new Response(JSON.stringify(body), response)
  }

type LinkFetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>

/** The source for an option. */
export function sourceOf(token: ApiClientOptions['token']): TokenSource {
  if (typeof token === 'string') return staticToken(token)
  return typeof token === 'function' ? createTokenSource({ fetchToken: token }) : token
}
