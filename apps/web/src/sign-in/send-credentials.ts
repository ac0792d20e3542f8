import type { Texts } from '../texts/locale'
import { authClient } from './auth-client'
import { type AuthFailure, authFailureOf, unreachable } from './auth-failure'

export interface Credentials {
  /** Null for a user who has an account. */
  readonly name: string | null
  readonly email: string
  readonly password: string
}

/** What follows: `confirm` if the user first has to open a link in their mail, `code` if a second factor is required. */
export type SignInAnswer = 'signed-in' | 'confirm' | 'code' | AuthFailure

interface Patience {
  /** Called before each wait, with its length in seconds, and with null after it. */
  readonly onBusy: (seconds: number | null) => void
  /** Ends the waiting. Then the answer is the last failure. */
  readonly signal: AbortSignal
}

const mostTries = 4
const longestWaitSeconds = 30

/** Signs a user in, or up and in. If the server is too busy, it tries again after the time that the server asks for. */
export async function sendCredentials(
  t: Texts<'forms'>,
  credentials: Credentials,
  { onBusy, signal }: Patience,
): Promise<SignInAnswer> {
  for (let tries = 1; ; tries++) {
    const [answer, busySeconds] = await sendOnce(t, credentials)
    // A busy server may have created the account before it gave up.
    if (tries > 1 && credentials.name !== null && isTaken(answer)) {
      const [second] = await sendOnce(t, { ...credentials, name: null })
      return typeof second === 'string' ? second : answer
    }
    if (busySeconds === null || busySeconds > longestWaitSeconds || tries === mostTries || signal.aborted) return answer
    onBusy(busySeconds)
    // Not all who were sent away come back at the same time.
    await pause(busySeconds * 1_000 * (1 + Math.random() / 4), signal)
    onBusy(null)
    if (signal.aborted) return answer
  }
}

const isTaken = (answer: SignInAnswer) =>
  typeof answer === 'object' && answer.code?.startsWith('USER_ALREADY_EXISTS') === true

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve())
  })

/** @returns the answer, and the seconds until the server can be asked again if it was too busy; null otherwise */
async function sendOnce(
  t: Texts<'forms'>,
  { name, email, password }: Credentials,
): Promise<readonly [SignInAnswer, number | null]> {
  let response: Response | null = null
  const fetchOptions = {
    onError: (failed: { response: Response }) => {
      response = failed.response
    },
  }
  const header = (of: string) => response?.headers.get(of) ?? null
  try {
    const { data, error } =
      name === null
        ? await authClient.signIn.email({ email, password, fetchOptions })
        : await authClient.signUp.email({ name, email, password, fetchOptions })
    if (error) {
      const seconds = error.status === 503 ? Number(header('retry-after')) : 0
      return [authFailureOf(t, error, header('x-retry-after')), seconds > 0 ? seconds : null]
    }
    if ('twoFactorRedirect' in data) return ['code', null]
    return [data.token === null ? 'confirm' : 'signed-in', null]
  } catch {
    return [unreachable(t), null]
  }
}
