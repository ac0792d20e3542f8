import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseUrls } from '@ownlist/postgres'
import { root } from './env.js'
import { localUrl } from './local-url.js'
// domain: tasks {
import type { VapidKeys } from './secrets.js'
// domain: tasks }
import { createService, type Service, type ServiceOptions } from './service.js'

export interface StackOptions {
  /** Migrated already. */
  readonly databases: DatabaseUrls
  readonly betterAuthSecret: string
  // domain: tasks {
  /** The defaults, unless the environment sets others. */
  readonly vapid: VapidKeys
  // domain: tasks }
  readonly webUrl: string
  readonly webPort: number
  readonly apiUrl: string
  readonly apiPort: number
  /** What else the apps inherit. Each one gets only the variables meant for it. */
  readonly env: NodeJS.ProcessEnv
  /** `built` runs the result of `pnpm build`; `dev` follows the sources. */
  readonly mode: 'built' | 'dev'
  /** A folder for `web.log`, `api.log` and `background.log`, or the terminal. */
  readonly output: { readonly folder: string } | 'terminal'
  /** Gives up when it is aborted, and stops what was started by then. */
  readonly signal?: AbortSignal | undefined
}

/** The apps. Disposing of it stops them, the web app last. */
export interface Stack extends AsyncDisposable {
  readonly web: Service
  readonly api: Service
  /** Null on your own server if it has no role for this. */
  readonly background: Service | null
}

/**
 * Starts the web app, which creates the signing key, and then the API, which fetches it. Nothing waits for the background
 * program, because it serves no requests.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const web = createService(webService(options))
  const api = createService(apiService(options))
  const { DATABASE_BACKGROUND_URL: dueUrl } = options.databases
  const background = dueUrl === undefined ? null : createService(backgroundService(options, dueUrl))
  const compiler = options.mode === 'dev' ? createService(compilerService(options)) : undefined
  const stop = async () => {
    await compiler?.stop()
    await background?.stop()
    await api.stop()
    await web.stop()
  }
  try {
    await web.start(options.signal)
    await api.start(options.signal)
    await background?.start(options.signal)
    await compiler?.start(options.signal)
  } catch (error) {
    await stop()
    throw error
  }
  return { web, api, background, [Symbol.asyncDispose]: stop }
}

const outputOf = ({ output }: StackOptions, name: string): ServiceOptions['output'] =>
  output === 'terminal' ? output : { file: join(output.folder, `${name}.log`) }

const group = fileURLToPath(new URL('group.js', import.meta.url))

/** The variables among these that are set. */
const named = (env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]))

const webVariables = [
  'API_INTERNAL_URL',
  'WEB_CORS_ORIGINS',
  'COOKIE_DOMAIN',
  'WEB_METRICS_PORT',
  'SMTP_URL',
  'MAIL_FROM',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
]

const apiVariables = [
  'API_HOST',
  'API_PROCESSES',
  'DATABASE_CONNECTIONS',
  'DATABASE_LISTEN_URL',
  'AUTH_JWKS_URL',
  'AUTH_REVOCATIONS_URL',
  'AUTH_HTTP_HOSTS',
  'CORS_ORIGINS',
  'CORS_HEADERS',
  'RATE_LIMIT_CALLS',
  'RATE_LIMIT_REFUSALS',
  'METRICS_PORT',
]

/** The variables that both apps read, and the few that every process needs. */
function sharedEnv({ env, webUrl, mode }: StackOptions): NodeJS.ProcessEnv {
  const passed = named(env, [
    'PATH',
    'HOME',
    'TMPDIR',
    'TZ',
    'NODE_EXTRA_CA_CERTS',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
    'TRUSTED_PROXIES',
    'FORWARDED_HEADER',
    'KEEP_ALIVE_SECONDS',
    'NEXT_TELEMETRY_DISABLED',
    'LOG_LEVEL',
  ])
  return { ...passed, NODE_ENV: mode === 'dev' ? 'development' : 'production', WEB_URL: webUrl }
}

const webHost = 'localhost'
const localWeb = ({ webPort }: StackOptions) => localUrl(webHost, webPort)
const localApi = ({ env, apiPort }: StackOptions) => localUrl(env.API_HOST || '127.0.0.1', apiPort)

function webService(options: StackOptions): ServiceOptions {
  const { env, databases, betterAuthSecret, apiUrl, webPort, mode } = options
  const cwd = join(root, 'apps/web')
  return {
    name: 'web',
    cwd,
    program:
      mode === 'dev'
        ? [join(cwd, 'node_modules/next/dist/bin/next'), 'dev', '--hostname', webHost, '--port', String(webPort)]
        : [join(cwd, '.next/standalone/apps/web/server.js')],
    env: {
      ...sharedEnv(options),
      PORT: String(webPort),
      HOSTNAME: webHost,
      API_URL: apiUrl,
      API_INTERNAL_URL: localApi(options),
      AUTH_DATABASE_URL: databases.AUTH_DATABASE_URL,
      BETTER_AUTH_SECRET: betterAuthSecret,
      ...named(env, webVariables),
    },
    readyUrl: `${localWeb(options)}/readyz`,
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
      AUTH_JWKS_URL: `${localWeb(options)}/api/auth/jwks`,
      AUTH_REVOCATIONS_URL: `${localWeb(options)}/api/auth/revocations`,
      ...named(env, apiVariables),
      API_URL: apiUrl,
      API_PORT: String(apiPort),
      DATABASE_URL: databases.DATABASE_URL,
      // domain: tasks {
      VAPID_PUBLIC_KEY: vapidOf(options).VAPID_PUBLIC_KEY,
      // domain: tasks }
    },
    readyUrl: `${localApi(options)}/readyz`,
    output: outputOf(options, 'api'),
  }
}

function backgroundService(options: StackOptions, dueUrl: string): ServiceOptions {
  const { databases, env, mode } = options
  const main = join(root, 'apps/background/dist/main.js')
  return {
    name: 'background',
    program: mode === 'dev' ? [group, '--watch', '--watch-preserve-output', main] : [main],
    env: {
      ...sharedEnv(options),
      // domain: tasks {
      ...vapidOf(options),
      ...named(env, ['PUSH_PRIVATE_HOSTS']),
      // domain: tasks }
      ...named(env, ['BACKGROUND_HOST', 'BACKGROUND_PORT']),
      DATABASE_URL: databases.DATABASE_URL,
      DATABASE_BACKGROUND_URL: dueUrl,
    },
    output: outputOf(options, 'background'),
  }
}

// domain: tasks {
/** The pair from the environment, or else that of the data folder. */
function vapidOf({ env, vapid, webUrl }: StackOptions): NodeJS.ProcessEnv {
  const isOwn = Boolean(env.VAPID_PUBLIC_KEY || env.VAPID_PRIVATE_KEY)
  const subject = webUrl.startsWith('https:') ? webUrl : 'mailto:operator@example.com'
  return {
    VAPID_PUBLIC_KEY: isOwn ? env.VAPID_PUBLIC_KEY : vapid.publicKey,
    VAPID_PRIVATE_KEY: isOwn ? env.VAPID_PRIVATE_KEY : vapid.privateKey,
    VAPID_SUBJECT: env.VAPID_SUBJECT || subject,
  }
}
// domain: tasks }

/** Compiles packages and the API when their sources change; both apps then load the result. */
function compilerService({ env }: StackOptions): ServiceOptions {
  return {
    name: 'tsc',
    cwd: root,
    program: [group, join(root, 'node_modules/typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput'],
    env: { PATH: env.PATH, HOME: env.HOME },
    output: 'terminal',
  }
}
