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

let json = process.argv.includes('--json')
const program = createProgram(async (options) => {
  json = options.json ?? false
  return createCli(await readCliSettings(readCliEnv(), options.profile), createTerminal({ json }), interrupt.signal)
})
tab(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // It has said itself what was wrong.
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
  } else {
    const { code, message, exitCode } = failureOf(error)
    process.stderr.write(`${json ? JSON.stringify({ error: { code, message } }) : `${colours.red('✗')} ${message}`}\n`)
    process.exitCode = exitCode
  }
}
