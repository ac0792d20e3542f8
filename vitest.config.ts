import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Files that take two seconds or more for other reasons. Together, they take as long as all that are left in. */
const takesSeconds = [
  'apps/server/test/{counted-calls,path-prefix,rate-limits,request-ids}.test.ts',
  'apps/server/test/*/{agents,import,page-room}.test.ts',
  'apps/web/test/texts.test.ts',
  'apps/web/test/catalog/*.test.ts',
  'packages/client/test/{api-client,live-link,live-refresh}.test.ts',
  'packages/client/test/offline/outbox.test.ts',
  'packages/db/test/{erasure,isolation,row-level-reads,row-level-security,statements}.test.ts',
  'packages/db/test/*/{change-feed,change-limits,follow-changes,imports,*-erasure,*-plans,reminders,trash-store,wake-reminders,whole-*}.test.ts',
  'packages/mutants/test/{lasting-threads,suite-errors}.test.ts',
  'packages/pool/test/{prepared-statements,transactions}.test.ts',
  'packages/quick-add/test/properties.test.ts',
  'packages/transfer/test/{hostile,round-trips}.test.ts',
]

/**
 * `--mode fast`, as in `pnpm test:fast`, leaves out what starts whole systems or other programs, packs packages, hashes many
 * passwords, waits for time limits, fills tables, creates a database for each test, calls every operation, or takes long for
 * another reason.
 */
const slow = [
  'apps/background/test/{program,reminders}.test.ts',
  'apps/cli/test/**',
  'apps/server/test/{drain,fuzzed-bodies,generated-clients,issuer-down,main,older-clients,open-api,plain-calls,published}.test.ts',
  'apps/server/test/{settings,slow-clients,sockets,streams,terminated-backends}.test.ts',
  'apps/server/test/processes/!(shared-counts).test.ts',
  'apps/server/test/*/large-files.test.ts',
  'apps/server/test/procedures/{random-operations,statements,terminated-backends,turns}.test.ts',
  'apps/server/test/sync/live.test.ts',
  'apps/server/test/*/{cost,fuzzed-bodies}.test.ts',
  'apps/server/test/*/offline/devices.test.ts',
  'apps/web/test/{account-links,auth,caching-proxy,confirmation,device-codes,endpoints,factors,front-door,guesses}.test.ts',
  'apps/web/test/{mail-limit,outages,own-redirects,pgbouncer,programs,renewal,request-log,signing-keys,start}.test.ts',
  'apps/web/test/{cors,two-processes,weakened-*}.test.ts',
  'bench/test/{contenders,process-usage}.test.ts',
  'examples/test/**',
  'packages/auth/test/{kept-tokens,runtimes}.test.ts',
  'packages/api/test/*/import-reader.test.ts',
  'packages/client/test/{deadlines,faults,oldest-platform,type-cost}.test.ts',
  'packages/db/test/{partitions,pgbouncer,ping,pool,row-quota,start-up-fault,time-limits}.test.ts',
  'packages/db/test/*/{catalog,due-role,plans,search-reference,*-conditions}.test.ts',
  'packages/http/test/{connection-room,request-deadlines,write-deadline}.test.ts',
  'packages/pool/test/pool.test.ts',
  'packages/{drills,grow,postgres,stack}/test/**',
  ...takesSeconds,
]

/** Tests of sign-in in the test process. Better Auth checks no origins if it detects a test, so the environment hides that. */
const signIn = [
  'apps/web/test/{account-links,auth,caching-proxy,confirmation,cors,device-codes,endpoints,factors,guesses}.test.ts',
  'apps/web/test/{mail-limit,outages,own-redirects,programs,renewal,signing-keys,weakened-*}.test.ts',
  'apps/web/test/catalog/*.test.ts',
]

/** Servers and databases in the test process, except `statements`, which replaces a function of the database client. */
const services = [
  'apps/server/test/**/!(statements).test.ts',
  'bench/test/growth.test.ts',
  'packages/{api,db,http,mcp,pool,testkit}/test/**/*.test.ts',
]

/**
 * The command line, run in the test process next to an API, except `servers`, which replaces the keychain, and
 * `installed`, which packs it.
 */
const commandLine = ['apps/cli/test/!(servers|installed).test.ts']

/** Pure functions, and small servers. They take less time than to start a process for each file. */
const units = [
  'apps/background/test/{push-sender,worker}.test.ts',
  'apps/web/test/{answers,lists,programs-words,security-headers,settings,styles,texts,translations,words}.test.ts',
  'apps/web/test/views/*.test.ts',
  'apps/web/test/*/*-words.test.ts',
  'bench/test/{check-goals,layers,report,statistics}.test.ts',
  'packages/auth/test/{errors,fetch-text,http-hosts,key-set,options,revocation-list}.test.ts',
  'packages/auth/test/{timer,token-key,token-verifier}.test.ts',
  'packages/client/test/{api-client,device-login,inputs,live-link,live-refresh,node,options,session-tokens}.test.ts',
  'packages/client/test/{testing,token-source,types}.test.ts',
  'packages/client/test/offline/{device,merge,outbox}.test.ts',
  'packages/{env,mutants,quick-add,recurrence,scopes,text,transfer}/test/**/*.test.ts',
  'packages/stack/test/{log-file,settings}.test.ts',
]

const grow = ['packages/grow/test/**/*.test.ts']

export default defineConfig(({ mode }) => {
  buildWhatEveryRunStarts()
  const exclude = [...configDefaults.exclude, ...(mode === 'fast' ? slow : [])]
  /** A kind of test files. Without isolation, the files of a process share their imports, which take seconds to load. */
  const project = (name: string, files: ProjectFiles) => ({
    // As the web app is built: its messages are compiled already (apps/web/next.config.ts).
    resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    // Packages are tested from their sources. After that come Vite's own defaults.
    ssr: { resolve: { conditions: ['@ownlist/source', 'module', 'node', 'development|production'] } },
    test: {
      name,
      // Many tests wait for limits or for processes that they started, so three files run at a time on two cores.
      maxWorkers: Math.max(3, availableParallelism()),
      benchmark: { include: name === 'alone' ? ['packages/*/bench/**/*.bench.ts'] : [] },
      // These limits are generous, because real databases and processes are slow on a busy machine. On a cluster, it takes
      // seconds to create a database, and one is created at a time.
      testTimeout: mode === 'citus' ? 120_000 : 30_000,
      hookTimeout: mode === 'citus' ? 240_000 : 60_000,
      expect: { poll: { timeout: 15_000 } },
      server: { deps: { inline: ['use-intl'] } },
      ...files,
      exclude: [...exclude, ...(files.exclude ?? [])],
    },
  })
  return {
    test: {
      globalSetup: ['packages/testkit/src/global-setup.ts'],
      // `long` is set by `--mode long`, as in `pnpm test:long`: more random tests, for a run at night.
      // `ci`: on CI, no test may be skipped because a program is missing, except among the fast ones.
      // `peers` is set by `PEERS=lowest` or `newest`: the peer versions with which the published packages are tested.
      // `citusNodes` are set by `CITUS_NODES`, as for `pnpm test:citus`: the servers on which test databases are created.
      provide: {
        long: mode === 'long',
        ci: Boolean(process.env.CI) && mode !== 'fast',
        peers: process.env.PEERS ?? 'locked',
        citusNodes: citusNodes(mode),
      },
      projects: [
        project('sign-in', { include: signIn, isolate: false, env: { NODE_ENV: 'production', TEST: '' } }),
        project('services', { include: services, isolate: false }),
        project('command-line', { include: commandLine, isolate: false, env: { TZ: 'UTC', NO_COLOR: '1' } }),
        project('units', { include: units, isolate: false }),
        project('alone', {
          include: ['{apps,packages}/*/test/**/*.test.ts', '{bench,examples}/test/*.test.ts'],
          exclude: [...signIn, ...services, ...commandLine, ...units, ...grow],
        }),
        // These tests run the other tests, in copies of the repository.
        project('grow', { include: grow }),
      ],
    },
  }
})

interface ProjectFiles {
  readonly include: string[]
  readonly exclude?: string[]
  readonly isolate?: boolean
  readonly env?: Record<string, string>
}

/** Superuser URLs, separated by spaces. Without them, `--mode citus` would test something else. */
function citusNodes(mode: string): string[] {
  const nodes = (process.env.CITUS_NODES ?? '').split(' ').filter((url) => url !== '')
  if (mode !== 'citus' || nodes.length > 1) return nodes
  throw new Error(
    'Set CITUS_NODES to the URLs of a superuser on the coordinator and on each worker, separated by spaces.',
  )
}

/** The program that keeps the PostgreSQL of the test run. Takes half a second when it is up to date. */
function buildWhatEveryRunStarts(): void {
  execFileSync('npx', ['tsc', '-b', 'packages/postgres'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
