#!/usr/bin/env node
import { run } from './run.js'

const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

process.stdout.once('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  // The program that reads the output, such as `head`, has ended.
  interrupt.abort()
})

const { env, stdin, stdout, stderr } = process
process.exitCode = await run(process.argv.slice(2), { env, stdin, stdout, stderr, signal: interrupt.signal })
