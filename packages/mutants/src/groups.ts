/** Source files that are mutated in one run, with the tests that must notice. */
export interface Group {
  readonly name: string
  /** Files to mutate, as glob patterns from the root of the repository. */
  readonly mutate: readonly string[]
  /** Test files that may notice, as glob patterns. None of them starts a program: a program would run the built, unchanged code. */
  readonly tests: readonly string[]
  /** The lowest mutation score in percent; null for a group that is only reported. */
  readonly threshold: number | null
}

const httpTests = ['bad-tokens', 'cors', 'http', 'issuer-down', 'turns'].map(
  (name) => `apps/server/test/${name}.test.ts`,
)
const procedureTests = 'apps/server/test/procedures/!(random-operations).test.ts'
const databaseTests = 'packages/db/test/**/!(pgbouncer|*conditions).test.ts'

/** In the order in which they run: the fast ones first. */
export const groups: readonly Group[] = [
  {
    name: 'scopes',
    mutate: ['packages/scopes/src/scope.ts'],
    tests: ['packages/scopes/test/*.test.ts'],
    threshold: 95,
  },
  {
    name: 'tokens',
    mutate: ['packages/auth/src/{compact-jws,signed-claims,token-key,token-verifier}.ts'],
    tests: ['packages/auth/test/{token-verifier,revocation-list,options}.test.ts'],
    threshold: 95,
  },
  {
    name: 'keys',
    mutate: ['packages/auth/src/{fetch-keys,fetch-text,key-set,timer}.ts'],
    tests: ['packages/auth/test/{key-set,http-hosts,token-verifier}.test.ts'],
    threshold: 95,
  },
  {
    name: 'revocations',
    mutate: ['packages/auth/src/revocation-list.ts'],
    tests: ['packages/auth/test/{revocation-list,http-hosts}.test.ts'],
    threshold: 95,
  },
  {
    name: 'options',
    mutate: ['packages/auth/src/{options,faults,errors}.ts'],
    tests: ['packages/auth/test/{options,http-hosts,key-set}.test.ts'],
    threshold: 95,
  },
  { name: 'gate', mutate: ['apps/server/src/gate.ts'], tests: httpTests, threshold: 95 },
  {
    name: 'cors',
    mutate: ['apps/server/src/cors.ts'],
    tests: ['apps/server/test/{cors,http,weakened-cors}.test.ts'],
    threshold: 95,
  },
  { name: 'limits', mutate: ['apps/server/src/limits.ts'], tests: httpTests, threshold: 95 },
  {
    name: 'procedures',
    mutate: ['packages/api/src/{procedures,insufficient-scope-error,page-cursor}.ts'],
    tests: ['packages/api/test/**/*.test.ts', procedureTests],
    threshold: 95,
  },
  {
    name: 'owner-scope',
    mutate: ['packages/db/src/{owner-scope,rows,row-quota,user-turns,erasure}.ts'],
    tests: [databaseTests],
    threshold: 95,
  },
  {
    name: 'stores',
    mutate: ['packages/db/src/*/*.ts', '!packages/db/src/generated/*.ts'],
    tests: [databaseTests, procedureTests],
    threshold: 95,
  },
  {
    name: 'http',
    mutate: ['packages/http/src/!(index).ts'],
    tests: ['packages/http/test/*.test.ts'],
    threshold: null,
  },
  {
    name: 'text',
    mutate: ['packages/{text,env}/src/!(index).ts'],
    tests: ['packages/{text,env}/test/*.test.ts'],
    threshold: null,
  },
  {
    name: 'server',
    mutate: ['apps/server/src/{server,trpc-handler,drain,call-input,request-target}.ts'],
    tests: [...httpTests, 'apps/server/test/{drain,path-prefix,query-parameters,counted-calls}.test.ts'],
    threshold: null,
  },
  {
    name: 'api',
    mutate: [
      'packages/api/src/{fields,form-parameters,page-room,query-input,trpc}.ts',
      'packages/api/src/*/*-schemas.ts',
    ],
    tests: ['packages/api/test/**/*.test.ts', procedureTests],
    threshold: null,
  },
]
