import { OwnlistError, type OwnlistErrorCode } from '@ownlist/client'
import { CommanderError } from 'commander'
import { CliError, type ExitCode, exitCodes } from './cli-error.js'
import { text } from './texts/text.js'

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
 * Commander's own message without its prefix `error: `. Without a command, commander only shows its help, and there is no
 * message.
 */
const usageMessage = ({ code, message }: CommanderError) =>
  code === 'commander.help' ? text('commands.none') : message.replace(/^error: /, '')
