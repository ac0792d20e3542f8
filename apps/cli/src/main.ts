#!/usr/bin/env node
import tab from '@bomb.sh/tab/commander'
import { CommanderError } from 'commander'
import colours from 'picocolors'
import { createCli } from './cli.js'
import { exitCodes, failureOf } from './cli-error.js'
import { readCliEnv } from './env.js'
import { createProgram } from './program.js'
import { readCliSettings } from './settings.js'
import { createTerminal } from './terminal.js'

const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

// This must be known before the command line is parsed, since it also applies if parsing fails. Everything after `--`
// is text.
const args = process.argv.slice(2)
const json = args.slice(0, [...args, '--'].indexOf('--')).includes('--json')
const program = createProgram(
  async ({ profile }) =>
    createCli(await readCliSettings(readCliEnv(), profile), createTerminal({ json }), interrupt.signal),
  { quiet: json },
)
tab(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError && (error.exitCode === 0 || !json)) {
    // The program has already printed what was wrong.
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
  } else {
    const { code, message, exitCode } = failureOf(error)
    process.stderr.write(`${json ? JSON.stringify({ error: { code, message } }) : `${colours.red('✗')} ${message}`}\n`)
    process.exitCode = exitCode
  }
}
