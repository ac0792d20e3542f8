import type { Scope } from '@ownlist/scopes'
import {
  address,
  callback,
  checkOptions,
  isRecord,
  type OptionRules,
  optional,
  signal as signalRule,
  text,
  texts,
} from './options.js'
import { type Answer, OwnlistError, ownlistErrorOf, strangerAt } from './ownlist-error.js'
import { within } from './within.js'

/** What to show to the user who authorizes the program. */
export interface DeviceCode {
  /** To compare with what the page shows, such as `WDJB-MJHT`. */
  readonly userCode: string
  /** Where to enter it. */
  readonly verificationUri: string
  /** The same with the code in it, for a link or a QR code. */
  readonly verificationUriComplete: string
  readonly expiresAt: Date
}

export interface DeviceLoginOptions {
  /** The web app's address. */
  readonly webUrl: string
  /** The name of the program, as the user sees it: 1 to 64 visible characters on one line. */
  readonly program: string
  /** The scopes that it requests; by default to see and change everything. The user may limit them to one list. */
  readonly scopes?: readonly Scope[]
  /** Shows the code. */
  onCode(code: DeviceCode): void
  readonly signal?: AbortSignal
}

const rules: OptionRules<DeviceLoginOptions> = {
  webUrl: address,
  program: text,
  scopes: optional(texts),
  onCode: callback,
  signal: optional(signalRule),
}

/**
 * Authorizes a program without a browser, with the device authorization grant (RFC 8628): the user opens a page on any
 * device, compares the code and confirms. Waits for that.
 * @returns a session for `programSession`; a secret, to be stored like a password
 * @throws {OwnlistError} `FORBIDDEN` if the user denied access, `TIMEOUT` if nobody confirmed in time, `BAD_REQUEST` if
 * the web app refused the request, for example because of an unknown scope, `WRONG_ADDRESS` if something else answered,
 * `ABORTED`, `UNREACHABLE`
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export async function deviceLogin(options: DeviceLoginOptions): Promise<string> {
  checkOptions(options, rules)
  const { program, scopes = [], signal, onCode } = options
  const start = await post(options, { path: 'code', body: { client_id: program, scope: scopes.join(' ') } })
  const { body } = start
  const livesMs = Number(body.expires_in) * 1_000
  const isCode = typeof body.user_code === 'string' && typeof body.device_code === 'string' && livesMs > 0
  if (start.status !== 200 || !isCode) throw unexpected(options, start)
  const expiresAt = new Date(Date.now() + livesMs)
  const leftMs = () => Math.max(0, expiresAt.getTime() - Date.now())
  onCode({
    userCode: String(body.user_code),
    verificationUri: String(body.verification_uri),
    verificationUriComplete: String(body.verification_uri_complete),
    expiresAt,
  })
  let intervalMs = Number(body.interval ?? 5) * 1_000 || 5_000
  while (leftMs() > 0) {
    await wait(Math.min(intervalMs, leftMs()), signal)
    if (leftMs() === 0) break
    const answer = await poll(options, body.device_code, Math.min(longestAnswerMs, leftMs()))
    if (typeof answer === 'string') return answer
    if (answer.slower) intervalMs += 5_000
  }
  throw tooLate()
}

/** Asks once whether the user has decided (RFC 8628, section 3.5). A lost response only costs the wait. */
async function poll(
  options: DeviceLoginOptions,
  deviceCode: unknown,
  timeoutMs: number,
): Promise<string | { slower: boolean }> {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  const body = { grant_type, device_code: deviceCode, client_id: options.program }
  const answer = await post(options, { path: 'token', body, timeoutMs }).catch((error: OwnlistError) => {
    if (error.code === 'UNREACHABLE') return null
    throw error
  })
  if (answer === null || answer.status >= 500) return { slower: false }
  const { access_token: session, error } = answer.body
  if (answer.status === 200 && typeof session === 'string') return session
  if (error === 'authorization_pending') return { slower: false }
  if (error === 'slow_down' || answer.status === 429) return { slower: true }
  if (error === 'access_denied') throw new OwnlistError('FORBIDDEN', 'The user denied access to this program.')
  if (error === 'expired_token') throw tooLate()
  throw unexpected(options, answer)
}

/** A response that takes longer counts as lost. */
const longestAnswerMs = 10_000

interface ReadAnswer extends Answer {
  readonly body: Readonly<Record<string, unknown>>
}

interface DeviceRequest {
  /** The path of the endpoint, below `/api/auth/device/`. */
  readonly path: string
  readonly body: object
  readonly timeoutMs?: number
}

async function post(
  { webUrl, signal: callers }: DeviceLoginOptions,
  { path, body, timeoutMs = longestAnswerMs }: DeviceRequest,
): Promise<ReadAnswer> {
  const url = `${webUrl.replace(/\/+$/, '')}/api/auth/device/${path}`
  try {
    return await within(
      { signal: callers, timeoutMs, late: () => new Error('No response in time') },
      async (signal) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          credentials: 'omit',
          signal,
        })
        const value: unknown = await response.json().catch(() => null)
        return { status: response.status, headers: response.headers, body: isRecord(value) ? value : {} }
      },
    )
  } catch (error) {
    throw ownlistErrorOf(error, callers, webUrl)
  }
}

const tooLate = () => new OwnlistError('TIMEOUT', 'Nobody confirmed the code in time. Request a new one.')

/**
 * A refusal in the format of RFC 8628, section 3.5, or of Better Auth comes from the web app. Any other response does
 * not.
 */
function unexpected({ webUrl }: DeviceLoginOptions, answer: ReadAnswer): OwnlistError {
  const { error, error_description, code, message } = answer.body
  const isRefusal = answer.status === 400 && (typeof error === 'string' || typeof code === 'string')
  return isRefusal
    ? new OwnlistError('BAD_REQUEST', `The web app refused the request: ${error_description ?? message ?? error}`)
    : strangerAt(webUrl, answer)
}

const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  within({ signal }, (inner) => timer(ms, inner)).catch((error: unknown) => {
    throw ownlistErrorOf(error, signal)
  })

const timer = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const running = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => clearTimeout(running))
  })
