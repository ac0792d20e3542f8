/** Source files that are mutated in one run, with the tests that must notice. */
export interface Group {
  readonly name: string
  /** Files to mutate, as glob patterns from the root of the repository. */
  readonly mutate: readonly string[]
  /**
   * Test files that may notice, as glob patterns, in the order in which they run: the first test that fails decides about a
   * mutant, so files that take long come last. None of them starts a program, which would run the built, unchanged code.
   */
  readonly tests: readonly string[]
  /** The lowest mutation score in percent; null for a group that is only reported. */
  readonly threshold: number | null
}

/** In the order in which they run: the fast ones first. */
export const groups: readonly Group[] = [
  {
    name: 'scopes',
    mutate: ['packages/scopes/src/!(index).ts'],
    tests: ['packages/scopes/test/*.test.ts'],
    threshold: 95,
  },
  {
    name: 'tokens',
    mutate: ['packages/auth/src/{compact-jws,signed-claims,token-key,token-verifier}.ts'],
    // Not `weakened-verification`, which replaces a package that the other files share.
    tests: ['packages/auth/test/{http-hosts,options,revocation-list,token-key,token-verifier}.test.ts'],
    threshold: 95,
  },
  {
    name: 'keys',
    mutate: ['packages/auth/src/{fetch-keys,fetch-text,key-set,timer}.ts'],
    tests: ['packages/auth/test/{fetch-text,timer,key-set,http-hosts,options}.test.ts'],
    threshold: 95,
  },
  {
    name: 'revocations',
    mutate: ['packages/auth/src/revocation-list.ts'],
    tests: ['packages/auth/test/{revocation-list,http-hosts,options}.test.ts'],
    threshold: 95,
  },
  {
    name: 'options',
    mutate: ['packages/auth/src/{options,faults,errors}.ts'],
    tests: ['packages/auth/test/{options,errors,http-hosts,revocation-list}.test.ts'],
    threshold: 95,
  },
  {
    name: 'gate',
    mutate: ['apps/server/src/gate.ts'],
    tests: ['apps/server/test/{gate,bad-tokens,issuer-down}.test.ts'],
    threshold: 95,
  },
  {
    name: 'cors',
    mutate: ['apps/server/src/cors.ts'],
    tests: ['apps/server/test/{cors,weakened-cors}.test.ts'],
    threshold: 95,
  },
  {
    name: 'limits',
    mutate: ['apps/server/src/{limits,shared-counts}.ts'],
    tests: ['apps/server/test/{limits,rate-limits}.test.ts', 'apps/server/test/processes/shared-counts.test.ts'],
    threshold: 95,
  },
  {
    name: 'procedures',
    mutate: ['packages/api/src/{procedures,insufficient-scope-error,page-cursor}.ts'],
    tests: [
      'packages/api/test/{page-cursor,procedures,*/*}.test.ts',
      'apps/server/test/procedures/!(isolation|narrowed-oracles|page-room|random-operations|statements|terminated-backends|turns).test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'isolation',
    mutate: ['packages/db/src/{isolation,restricted-role}.ts'],
    tests: ['packages/db/test/{isolation,partitions,row-level-security,start-up-fault}.test.ts'],
    threshold: 95,
  },
  {
    name: 'owner-scope',
    mutate: [
      'packages/db/src/!(connections|database|index|isolation|owner-cache|pages|ping|positions|refusal|restricted-role|row-quota|user-turns).ts',
    ],
    tests: [
      'packages/db/test/{errors,joint-reads,owned-tables,owner-scope,rows}.test.ts',
      'packages/db/test/{labels,lists,trash}/*-{store,policies}.test.ts',
      // domain: tasks {
      'packages/db/test/{changes/all-kinds,tasks/task-store,tasks/task-erasure}.test.ts',
      // domain: tasks }
      'packages/db/test/{erasure,row-level-reads,row-level-security,statements}.test.ts',
      // domain: tasks {
      'packages/db/test/filters/owner-conditions.test.ts',
      // domain: tasks }
    ],
    threshold: 95,
  },
  {
    name: 'connections',
    mutate: ['packages/db/src/{connections,database,owner-cache,pages,ping,positions,refusal,row-quota,user-turns}.ts'],
    tests: [
      'packages/db/test/{connections,model-quotas,owner-cache,pages,user-turns}.test.ts',
      'packages/db/test/*/*-store.test.ts',
      'apps/server/test/procedures/page-room.test.ts',
      'packages/db/test/{ping,start-up-fault,time-limits}.test.ts',
      'packages/db/test/row-quota.test.ts',
    ],
    threshold: 95,
  },
  {
    // Every store that is not in a group of its own.
    name: 'stores',
    mutate: ['packages/db/src/!(background|changes|feeds|generated|imports|lists|live|push|sections|tasks|trash)/*.ts'],
    tests: [
      'packages/db/test/!(lists|sections|tasks|trash)/{*-store,all-kinds}.test.ts',
      // domain: tasks {
      'packages/db/test/push/wake-reminders.test.ts',
      // domain: tasks }
      'packages/db/test/!(lists|sections|tasks|trash)/owner-conditions.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'changes',
    mutate: ['packages/db/src/{changes,live}/*.ts'],
    tests: [
      'packages/db/test/{changes,live,trash}/*.test.ts',
      // domain: tasks {
      'packages/db/test/background/first-write.test.ts',
      'packages/db/test/tasks/{actions,change-log}.test.ts',
      // domain: tasks }
      'apps/server/test/sync/live.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'background',
    mutate: ['packages/db/src/{background,push}/*.ts'],
    tests: [
      'packages/db/test/{background,push}/*.test.ts',
      'apps/server/test/push/*.test.ts',
      'packages/db/test/start-up-fault.test.ts',
    ],
    threshold: 95,
  },
  // domain: tasks {
  {
    name: 'lists',
    mutate: ['packages/db/src/{lists,sections,trash}/*.ts'],
    tests: [
      'packages/db/test/{lists,sections,trash}/*-{store,policies}.test.ts',
      'packages/db/test/{changes/*,push/wake-reminders}.test.ts',
      'apps/server/test/procedures/list.test.ts',
      'packages/db/test/{lists,sections}/*-conditions.test.ts',
      'packages/db/test/row-quota.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'tasks',
    mutate: ['packages/db/src/tasks/{task-columns,task-digest,task-rows,task-statements,task-store,task}.ts'],
    tests: [
      'packages/db/test/tasks/{task-store,whole-tasks}.test.ts',
      'packages/db/test/{labels,sections,trash}/*-store.test.ts',
      'packages/db/test/{push/wake-reminders,tasks/search-typos,tasks/search}.test.ts',
      'apps/server/test/procedures/task.test.ts',
      'packages/db/test/tasks/{task-erasure,actions,owner-conditions}.test.ts',
      'packages/db/test/lists/lists-conditions.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'task-plans',
    mutate: [
      'packages/db/src/tasks/{bulk-tasks,change-task,complete-tasks,create-tasks}.ts',
      'packages/db/src/tasks/{purge-tasks,task-plan,task-references}.ts',
    ],
    tests: [
      'packages/db/test/{tasks/task-store,tasks/task-plans,tasks/whole-tasks,push/wake-reminders}.test.ts',
      'packages/db/test/tasks/{actions,task-erasure,owner-conditions}.test.ts',
      'packages/db/test/tasks/change-log.test.ts',
      'packages/db/test/lists/lists-conditions.test.ts',
      'packages/db/test/row-quota.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'task-reads',
    mutate: ['packages/db/src/tasks/{search-limit,task-reads,task-search,task-statistics}.ts'],
    tests: [
      // A process builds the statement of each kind of page once, so only the first test that needs one can notice.
      'packages/db/test/tasks/search-typos.test.ts',
      'packages/db/test/tasks/plans.test.ts',
      'packages/db/test/tasks/{task-statistics,list-filters,task-store}.test.ts',
      'packages/db/test/{labels,sections}/*-store.test.ts',
      'packages/db/test/statements.test.ts',
      'packages/db/test/tasks/{search,whole-tasks,search-reference,owner-conditions}.test.ts',
    ],
    threshold: 95,
  },
  {
    name: 'imports',
    mutate: ['packages/db/src/{feeds,imports}/*.ts'],
    tests: ['packages/db/test/{feeds,imports}/*.test.ts', 'apps/server/test/{feeds,imports}/!(large-files).test.ts'],
    threshold: 95,
  },
  // domain: tasks }
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
    mutate: ['apps/server/src/{server,trpc-handler,plain-calls,drain,call-input,call-inputs,request-target}.ts'],
    tests: [
      'apps/server/test/{answers,counted-calls,drain,gate,health,malformed-requests,path-prefix}.test.ts',
      'apps/server/test/{plain-calls,query-parameters,rate-limits,request-ids,sockets}.test.ts',
    ],
    threshold: null,
  },
  {
    name: 'streams',
    mutate: ['apps/server/src/streams/*.ts', 'apps/server/src/{context,feed-route,mcp-handler}.ts'],
    tests: ['apps/server/test/{feeds,sync}/*.test.ts', 'apps/server/test/{mcp,streams}.test.ts'],
    threshold: null,
  },
  {
    name: 'api',
    mutate: [
      'packages/api/src/{fields,form-parameters,page-room,query-input,trpc}.ts',
      'packages/api/src/*/*-schemas.ts',
    ],
    tests: ['packages/api/test/**/*.test.ts', 'apps/server/test/procedures/page-room.test.ts'],
    threshold: null,
  },
  {
    name: 'pool',
    mutate: ['packages/pool/src/{pool,unavailable,transaction-start,start-up-fault}.ts'],
    tests: ['packages/pool/test/*.test.ts', 'packages/db/test/{start-up-fault,time-limits}.test.ts'],
    threshold: null,
  },
  {
    name: 'web-policy',
    mutate: [
      'apps/web/src/auth/own-redirects.ts',
      'apps/web/src/front-door/{security-headers,set-security-headers}.ts',
    ],
    tests: ['apps/web/test/{security-headers,own-redirects}.test.ts'],
    threshold: null,
  },
  {
    name: 'web-front',
    mutate: ['apps/web/src/front-door/{open-front-door,refuse-requests}.ts'],
    tests: ['apps/web/test/front-door.test.ts'],
    threshold: null,
  },
  {
    name: 'web-settings',
    mutate: ['apps/web/src/env.ts'],
    tests: ['apps/web/test/settings.test.ts'],
    threshold: null,
  },
  {
    name: 'web-answers',
    mutate: ['apps/web/src/auth/{answer,cors,cross-site}.ts'],
    tests: ['apps/web/test/{answers,cors,endpoints}.test.ts'],
    threshold: null,
  },
  {
    name: 'web-keys',
    mutate: ['apps/web/src/auth/{signing-keys,signing-key-rows,revocation-feed,token-issuer,share-for}.ts'],
    tests: ['apps/web/test/{signing-keys,auth}.test.ts'],
    threshold: null,
  },
  {
    name: 'web-programs',
    mutate: ['apps/web/src/auth/{programs,narrow-request}.ts', 'apps/web/src/access/access.ts'],
    tests: ['apps/web/test/{programs,device-codes}.test.ts'],
    threshold: null,
  },
]
