/** The layers of a call, in the order of the report. */
export const layers = [
  'HTTP and Node',
  'server',
  'gate',
  'limits',
  'tRPC',
  'zod in',
  'procedures',
  'store',
  'Prisma',
  'Postgres driver',
  'zod out',
  'zod elsewhere',
  'JSON',
  'log',
  'garbage collector',
  'native code',
] as const

export type Layer = (typeof layers)[number]

/** The first pattern that matches a file's URL decides. Code of Node and of V8 counts towards its caller. */
export const fileRules: readonly (readonly [RegExp, Layer | 'zod'])[] = [
  [/\/node_modules\/zod\//, 'zod'],
  [/\/packages\/auth\/|\/apps\/server\/dist\/gate|\/node_modules\/(jose|lru\.min)\//, 'gate'],
  [/\/apps\/server\/dist\/(limits|retry-after)/, 'limits'],
  [/\/node_modules\/(rate-limiter-flexible|proxy-addr|ipaddr\.js|forwarded)\//, 'limits'],
  [/\/packages\/http\/dist\/(client-addresses|forwarded-hops|address)/, 'limits'],
  [/\/packages\/http\/dist\/(log|request-log|request-trace|request-count)/, 'log'],
  [
    /\/node_modules\/(pino|sonic-boom|safe-stable-stringify|thread-stream|pino-std-serializers|quick-format-unescaped|on-exit-leak-free|atomic-sleep)\//,
    'log',
  ],
  [/\/node_modules\/@trpc\//, 'tRPC'],
  [/\/node_modules\/pg(-[a-z]+)?\/|\/node_modules\/postgres-[a-z]+\/|\/node_modules\/split2\//, 'Postgres driver'],
  [/\/node_modules\/@prisma\/|\/packages\/db\/dist\/generated\//, 'Prisma'],
  [/\/packages\/(db|pool)\/|\/node_modules\/(async-mutex|lru-cache)\//, 'store'],
  [/\/packages\/(api|scopes|text)\//, 'procedures'],
  [/\/apps\/server\/|\/packages\/http\//, 'server'],
]

/** V8's names for its own parts. Idle time does not count as cost. */
export const engineParts: Readonly<Record<string, Layer | null>> = {
  '(garbage collector)': 'garbage collector',
  '(program)': 'native code',
  '(idle)': null,
}
