import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newUserId } from '@ownlist/testkit'
import { expect } from 'vitest'
import { startAppApi } from '../../server/test/app-api.js'

const program = join(import.meta.dirname, '../dist/main.js')

/** How a command ended. */
interface Run {
  readonly out: string
  readonly err: string
  readonly exitCode: number
}

export type TestTerminal = Awaited<ReturnType<typeof openTerminal>>

/** A machine with only the built program on it, next to a real API. Disposing of it ends both. */
export async function openTerminal() {
  const api = await startAppApi()
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-cli-'))

  /**
   * Runs it as a script would, with only this environment.
   * @param input what it reads from standard input
   */
  async function ownlist(args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> {
    const child = spawn(process.execPath, [program, ...args], {
      env: {
        OWNLIST_WEB_URL: api.issuer.issuer,
        OWNLIST_API_URL: api.url,
        OWNLIST_CONFIG_DIR: configDir,
        TZ: 'UTC',
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(input)
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    const [exitCode] = await once(child, 'close')
    return { out, err, exitCode }
  }

  /**
   * As one user, with a token; results as JSON.
   * @param scope what the token is limited to; nothing by default
   */
  async function signedIn(userId = newUserId(), scope?: string) {
    const env = { OWNLIST_TOKEN: await api.issuer.token(userId, scope === undefined ? {} : { scope }) }
    const run = (...args: string[]) => ownlist(args, env)
    return {
      run: Object.assign(run, {
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
  return { api, configDir, ownlist, signedIn, [Symbol.asyncDispose]: close }
}

/** The short name of a task or a list at the terminal. */
export const end = ({ id }: { id: string }): string => id.slice(-6)
