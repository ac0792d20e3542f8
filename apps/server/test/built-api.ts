import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestIssuer } from '@ownlist/testkit'
import { onTestFinished } from 'vitest'

/** Its program. */
export const builtApi = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** The built API in a separate process. */
export interface BuiltApi extends ChildProcess {
  /** Its output so far. */
  output(): string
  /** The entries of its log so far. */
  lines(): { readonly pid: number; readonly msg: string; readonly url?: string; readonly path?: string }[]
  /** Sends SIGTERM. @returns the exit code and the signal that ended it */
  stop(): Promise<unknown[]>
}

/** Runs the built API with only this environment, until the test has ended. */
export function runBuiltApi(env: Readonly<Record<string, string>>): BuiltApi {
  const api = startBuiltApi(env)
  onTestFinished(() => void api.kill('SIGKILL'))
  return api
}

/** The same, until it is stopped. */
export function startBuiltApi(env: Readonly<Record<string, string>>): BuiltApi {
  const child = spawn(process.execPath, [builtApi], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  return Object.assign(child, {
    output: () => output,
    lines: () =>
      output
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      return await ended
    },
  })
}

/** The environment of an API that uses this database and trusts this issuer. It has no limits, and its own port. */
export const environmentOf = (
  { url }: { readonly url: string },
  issuer: Pick<TestIssuer, 'issuer' | 'jwksUrl' | 'revocationsUrl'>,
): Record<string, string> => ({
  DATABASE_URL: url,
  AUTH_ISSUER: issuer.issuer,
  AUTH_JWKS_URL: issuer.jwksUrl,
  AUTH_REVOCATIONS_URL: issuer.revocationsUrl,
  API_PORT: '0',
  RATE_LIMIT_CALLS: '0',
  RATE_LIMIT_REFUSALS: '0',
})
