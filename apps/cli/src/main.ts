#!/usr/bin/env node
import { run } from './run.js'

const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

const { env, stdin, stdout, stderr } = process
process.exitCode = await run(process.argv.slice(2), { env, stdin, stdout, stderr, signal: interrupt.signal })
