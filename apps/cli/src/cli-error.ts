import { OwnlistError, type OwnlistErrorCode } from '@ownlist/client'

/** What a script can tell the outcomes apart by. */
export const exitCodes = {
  failed: 1,
  usage: 2,
  signedOut: 3,
  notFound: 4,
  conflict: 5,
  unreachable: 6,
  notAllowed: 7,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Something the person can mend; the message says how. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

const exitCodeOf: Partial<Record<OwnlistErrorCode, ExitCode>> = {
  SIGNED_OUT: exitCodes.signedOut,
  UNAUTHORIZED: exitCodes.signedOut,
  NOT_FOUND: exitCodes.notFound,
  CONFLICT: exitCodes.conflict,
  BAD_REQUEST: exitCodes.usage,
  UNREACHABLE: exitCodes.unreachable,
  TIMEOUT: exitCodes.unreachable,
  WRONG_ADDRESS: exitCodes.unreachable,
  SERVICE_UNAVAILABLE: exitCodes.unreachable,
  FORBIDDEN: exitCodes.notAllowed,
  ABORTED: exitCodes.interrupted,
}

/** What to say of a failure, what to exit with, and the code for scripts that read JSON. */
export function failureOf(error: unknown): { code: string; message: string; exitCode: ExitCode } {
  if (error instanceof CliError) return { code: 'CLI', message: error.message, exitCode: error.exitCode }
  if (error instanceof OwnlistError) {
    const { code, message } = error
    const exitCode = exitCodeOf[code] ?? exitCodes.failed
    const remedy = exitCode === exitCodes.signedOut ? ' Run `ownlist login`.' : ''
    return { code, message: `${message}${remedy}`, exitCode }
  }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error), exitCode: 1 }
}
