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
