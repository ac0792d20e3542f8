import { CliError, exitCodes } from './cli-error.js'
import { harmless } from './terminal.js'
import { text } from './texts/text.js'

/** The message for a file that cannot be read or written. Any other failure is returned unchanged. */
export function fileFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null
  if (code === null) return error
  const file = harmless(path)
  if (code === 'ENOENT') return new CliError(exitCodes.notFound, text('files.notFound', { file }))
  if (code === 'EEXIST') return new CliError(exitCodes.conflict, text('files.exists', { file }))
  return new CliError(exitCodes.failed, text('files.failed', { file, code }))
}
