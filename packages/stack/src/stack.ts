import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseUrls } from '@ownlist/postgres'
import { root } from './env.js'
import { createService, type Service, type ServiceOptions } from './service.js'

export interface StackOptions {
  /** Migrated already. */
  readonly databases: DatabaseUrls
  readonly betterAuthSecret: string
  readonly webUrl: string
  readonly webPort: number
  readonly apiUrl: string
  readonly apiPort: number
  /** What the apps inherit besides; each gets only the variables meant for it. */
  readonly env: NodeJS.ProcessEnv
  /** `built` runs what `pnpm build` made, `dev` follows the sources. */
  readonly mode: 'built' | 'dev'
  /** A folder for `web.log` and `api.log`, or the terminal. */
  readonly output: { readonly folder: string } | 'terminal'
}

/** Both apps. Disposing of it stops them, the API first. */
export interface Stack extends AsyncDisposable {
  readonly web: Service
  readonly api: Service
}

/** Starts the web app, which makes the signing key, then the API, which fetches it. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const web = createService(webService(options))
  const api = createService(apiService(options))
  const compiler = options.mode === 'dev' ? createService(compilerService(options)) : undefined
  const stop = async () => {
    await compiler?.stop()
    await api.stop()
    await web.stop()
  }
  try {
    await web.start()
    await api.start()
    await compiler?.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { web, api, [Symbol.asyncDispose]: stop }
}

const outputOf = ({ output }: StackOptions, name: string): ServiceOptions['output'] =>
  output === 'terminal' ? output : { file: join(output.folder, `${name}.log`) }

const group = fileURLToPath(new URL('group.js', import.meta.url))

/** Those of these variables that are set. */
const named = (env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]))

const webVariables = [
  'SMTP_URL',
  'MAIL_FROM',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
]

const apiVariables = [
  'API_HOST',
  'AUTH_JWKS_URL',
  'AUTH_REVOCATIONS_URL',
  'CORS_ORIGINS',
  'RATE_LIMIT_CALLS',
  'RATE_LIMIT_REFUSALS',
  'METRICS_PORT',
]

/** The variables that both apps read, and the few that processes need at all. */
function sharedEnv({ env, webUrl, mode }: StackOptions): NodeJS.ProcessEnv {
  const passed = named(env, [
    'PATH',
    'HOME',
    'TMPDIR',
    'TZ',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
    'TRUSTED_PROXIES',
    'FORWARDED_HEADER',
    'NEXT_TELEMETRY_DISABLED',
    'LOG_LEVEL',
  ])
  return { ...passed, NODE_ENV: mode === 'dev' ? 'development' : 'production', WEB_URL: webUrl }
}

function webService(options: StackOptions): ServiceOptions {
  const { env, databases, betterAuthSecret, apiUrl, webUrl, webPort, mode } = options
  const cwd = join(root, 'apps/web')
  return {
    name: 'web',
    cwd,
    program:
      mode === 'dev'
        ? [join(cwd, 'node_modules/next/dist/bin/next'), 'dev', '--hostname', 'localhost', '--port', String(webPort)]
        : [join(cwd, '.next/standalone/apps/web/server.js')],
    env: {
      ...sharedEnv(options),
      PORT: String(webPort),
      HOSTNAME: 'localhost',
      API_URL: apiUrl,
      AUTH_DATABASE_URL: databases.AUTH_DATABASE_URL,
      BETTER_AUTH_SECRET: betterAuthSecret,
      ...named(env, webVariables),
    },
    readyUrl: `${webUrl}/api/auth/jwks`,
    output: outputOf(options, 'web'),
  }
}

function apiService(options: StackOptions): ServiceOptions {
  const { databases, env, apiUrl, apiPort, mode } = options
  const main = join(root, 'apps/server/dist/main.js')
  return {
    name: 'api',
    program: mode === 'dev' ? [group, '--watch', '--watch-preserve-output', main] : [main],
    env: {
      ...sharedEnv(options),
      ...named(env, apiVariables),
      API_PORT: String(apiPort),
      DATABASE_URL: databases.DATABASE_URL,
    },
    readyUrl: `${apiUrl}/readyz`,
    output: outputOf(options, 'api'),
  }
}

/** Compiles packages and API as their sources change; both apps then take up what it wrote. */
function compilerService({ env }: StackOptions): ServiceOptions {
  return {
    name: 'tsc',
    cwd: root,
    program: [group, join(root, 'node_modules/typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput'],
    env: { PATH: env.PATH, HOME: env.HOME },
    output: 'terminal',
  }
}
