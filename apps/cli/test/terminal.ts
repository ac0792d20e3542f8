import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { newUserId } from '@ownlist/testkit'
import { expect } from 'vitest'
import { startAppApi } from '../../server/test/app-api.js'
import { type RunContext, run } from '../src/run.js'

const program = join(import.meta.dirname, '../dist/main.js')

/** How a command ended. */
interface Run {
  readonly out: string
  readonly err: string
  readonly exitCode: number
}

export type TestTerminal = Awaited<ReturnType<typeof openTerminal>>

/** A machine that only has this program, next to a real API. Disposing of it ends both. */
export async function openTerminal() {
  const api = await startAppApi()
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-cli-'))
  const settings = { OWNLIST_WEB_URL: api.issuer.issuer, OWNLIST_API_URL: api.url, OWNLIST_CONFIG_DIR: configDir }

  /**
   * Runs the program as a script would, with only this environment. It runs in this process, because starting one takes
   * half a second.
   * @param input the content of standard input
   */
  async function ownlist(args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> {
    return await started(args, env, { stdin: Readable.from([input]) }).ended
  }

  /** The same, and returns while it is running. */
  function started(args: string[], env: Record<string, string>, given: Partial<RunContext> = {}) {
    const [out, err, interrupt] = [writableText(), writableText(), new AbortController()]
    const stderr = Object.assign(err.stream, { isTTY: given.stdin?.isTTY === true })
    const context = { stdin: Readable.from(['']), stdout: out.stream, stderr, signal: interrupt.signal, ...given }
    const ended = run(args, { env: { ...settings, ...env }, ...context }).then(
      (exitCode): Run => ({ out: out.text(), err: err.text(), exitCode }),
    )
    return { ended, out: out.text, err: err.text, interrupt: () => interrupt.abort() }
  }

  /** The same with the built program, in a separate process. */
  async function startProgram(args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...settings, TZ: 'UTC', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(input)
    const [out, err, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { out, err, exitCode }
  }

  /**
   * As one user, with a token; results as JSON.
   * @param scope what the token is limited to; nothing by default
   */
  async function signedIn(userId = newUserId(), scope?: string) {
    const env = { OWNLIST_TOKEN: await api.issuer.token(userId, scope === undefined ? {} : { scope }) }
    const runHere = (...args: string[]) => ownlist(args, env)
    return {
      env,
      run: Object.assign(runHere, {
        /** The same with further environment variables. */
        with:
          (more: Record<string, string>) =>
          (...args: string[]) =>
            ownlist(args, { ...env, ...more }),
      }),
      pipe: (input: string, ...args: string[]) => ownlist(args, env, input),
      async json(...args: string[]) {
        const { out, err, exitCode } = await ownlist([...args, '--json'], env)
        expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 })
        return JSON.parse(out)
      },
    }
  }

  async function close(): Promise<void> {
    await api[Symbol.asyncDispose]()
    await rm(configDir, { recursive: true })
  }
  return { api, configDir, ownlist, started, startProgram, signedIn, [Symbol.asyncDispose]: close }
}

function writableText() {
  let written = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      written += chunk.toString()
      done()
    },
  })
  return { stream, text: () => written }
}

/** The short name of a task or a list at the terminal. */
export const end = ({ id }: { id: string }): string => id.slice(-6)
