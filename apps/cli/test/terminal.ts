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
import { run } from '../src/run.js'

const program = join(import.meta.dirname, '../dist/main.js')

/** How a command ended. */
interface Run {
  readonly out: string
  readonly err: string
  readonly exitCode: number
}

export type TestTerminal = Awaited<ReturnType<typeof openTerminal>>

/** A machine with only this program on it, next to a real API. Disposing of it ends both. */
export async function openTerminal() {
  const api = await startAppApi()
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-cli-'))
  const settings = { OWNLIST_WEB_URL: api.issuer.issuer, OWNLIST_API_URL: api.url, OWNLIST_CONFIG_DIR: configDir }

  /**
   * Runs it as a script would, with only this environment, but in this process, since a start takes half a second.
   * @param input what it reads from standard input
   */
  async function ownlist(args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> {
    const [out, err] = [writableText(), writableText()]
    const exitCode = await run(args, {
      env: { ...settings, ...env },
      stdin: Readable.from([input]),
      stdout: out.stream,
      stderr: err.stream,
      signal: new AbortController().signal,
    })
    return { out: out.text(), err: err.text(), exitCode }
  }

  /** The same with the built program, in a process of its own. */
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
  return { api, configDir, ownlist, startProgram, signedIn, [Symbol.asyncDispose]: close }
}

function writableText() {
  let written = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      written += chunk
      done()
    },
  })
  return { stream, text: () => written }
}

/** The short name of a task or a list at the terminal. */
export const end = ({ id }: { id: string }): string => id.slice(-6)
