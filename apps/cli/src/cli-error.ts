import { OwnlistError, type OwnlistErrorCode } from '@ownlist/client'
import { CommanderError } from 'commander'
import { text } from './texts/text.js'

/** The exit codes, by which a script distinguishes the outcomes. */
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

/** The codes of failures that this program finds itself. The API and the client have their own codes. */
const cliCodes = {
  1: 'FAILED',
  2: 'USAGE',
  3: 'SIGNED_OUT',
  4: 'NOT_FOUND',
  5: 'CONFLICT',
  6: 'UNREACHABLE',
  7: 'FORBIDDEN',
  130: 'INTERRUPTED',
} satisfies Record<ExitCode, string>

/** A failure that the user can fix. The message says how. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode
  /** For scripts that read JSON. */
  readonly code: string

  /** @param code by default the one that belongs to the exit code */
  constructor(exitCode: ExitCode, message: string, code: string = cliCodes[exitCode]) {
    super(message)
    this.exitCode = exitCode
    this.code = code
  }
}

const exitCodesByError: Partial<Record<OwnlistErrorCode, ExitCode>> = {
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

/** The message for a failure, the exit code, and the code for scripts that read JSON. */
export function failureOf(error: unknown): { code: string; message: string; exitCode: ExitCode } {
  if (error instanceof CliError) return error
  if (error instanceof CommanderError) return { code: 'USAGE', message: usageMessage(error), exitCode: exitCodes.usage }
  if (error instanceof OwnlistError) {
    const { code, message } = error
    const exitCode = exitCodesByError[code] ?? exitCodes.failed
    const isSignedOut = exitCode === exitCodes.signedOut
    return { code, message: isSignedOut ? text('session.loginRemedy', { reason: message }) : message, exitCode }
  }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error), exitCode: 1 }
}

/**
 * Commander's own message, without the `error: ` in front. Without a command, commander only shows its help, and has no
 * message.
 */
const usageMessage = ({ code, message }: CommanderError) =>
  code === 'commander.help' ? text('commands.none') : message.replace(/^error: /, '')
