import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHttpServer } from '../../../packages/client/test/http-server.js'
import { createCli } from '../src/cli.js'
import { login } from '../src/commands/session.js'
import { readCliEnv } from '../src/env.js'
import { readCliSettings } from '../src/settings.js'

type TestServer = Awaited<ReturnType<typeof startHttpServer>>

export interface TestSystem extends AsyncDisposable {
  readonly name: string
  readonly servers: { readonly webUrl: string; readonly apiUrl: string }
  readonly session: string
  readonly token: string
  readonly web: TestServer
  readonly api: TestServer
  /** Every Authorization header that arrived at either of the two servers, once each. */
  secrets(): (string | undefined)[]
  forget(): void
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A web app and an API, as somebody else may run them. They record each Authorization header that arrives. */
export async function startSystem(name: string, issuer?: string): Promise<TestSystem> {
  const session = `session-of-${name}`
  const web = await startHttpServer((response, { url }) => {
    const answers: Record<string, object> = {
      '/api/auth/device/code': { device_code: 'device', user_code: 'WDJB-MJHT', expires_in: 60, interval: 0.01 },
      '/api/auth/device/token': { access_token: session },
      '/api/auth/token': { token: tokenOf(issuer ?? web.url) },
    }
    response.end(JSON.stringify(answers[url] ?? {}))
  })
  const api = await startHttpServer((response) => void response.end('[{"result":{"data":{"userId":"somebody"}}}]'))
  const tokenOf = (iss: string) =>
    `${encode({ alg: 'EdDSA' })}.${encode({ iss, sub: name, aud: 'ownlist-api' })}.${name}`
  return {
    name,
    servers: { webUrl: web.url, apiUrl: api.url },
    session,
    token: tokenOf(issuer ?? web.url),
    web,
    api,
    secrets: () => [...new Set([...web.seen, ...api.seen].map(({ headers }) => headers.authorization))].filter(Boolean),
    forget() {
      web.seen.length = 0
      api.seen.length = 0
    },
    async [Symbol.asyncDispose]() {
      await web[Symbol.asyncDispose]()
      await api[Symbol.asyncDispose]()
    },
  }
}

/** A machine with an empty folder for the command line's settings. */
export async function emptyMachine() {
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-two-systems-'))
  const terminal = {
    json: true,
    interactive: false,
    stdin: process.stdin,
    result: () => undefined,
    note: () => undefined,
    busy: async () => Promise.reject(),
  }
  const cliOf = async (env: Record<string, string | undefined>, profile: string) => {
    const settings = await readCliSettings(readCliEnv({ OWNLIST_CONFIG_DIR: configDir, ...env }), profile)
    return createCli(settings, terminal, new AbortController().signal)
  }
  return {
    configDir,
    /** The user that the API reports, as a command would ask for it. */
    async whoami(env: Record<string, string | undefined> = {}, profile = 'default') {
      const client = await (await cliOf(env, profile)).connect()
      return await client.account.whoami.query()
    },
    login: async (env: Record<string, string>, profile = 'default') =>
      await login(await cliOf(env, profile), { browser: false }),
    /** Writes a file as an older version left it. */
    async leave(file: readonly string[], text: string) {
      const path = join(configDir, ...file)
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(path, text)
    },
    read: (...file: readonly string[]) => readFile(join(configDir, ...file), 'utf8'),
    [Symbol.asyncDispose]: () => rm(configDir, { recursive: true }),
  }
}

export const envOf = ({ servers }: TestSystem): Record<string, string> => ({
  OWNLIST_WEB_URL: servers.webUrl,
  OWNLIST_API_URL: servers.apiUrl,
})
