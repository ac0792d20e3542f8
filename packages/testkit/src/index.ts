// For reading and damaging rows directly, below the API.
export { execute } from '@ownlist/postgres'
export { callerFor, newUserId, type TestCaller } from './caller.js'
export type { TestPostgres } from './global-setup.js'
export { describeWith, type NeededProgram, needProgram } from './needed-programs.js'
export { nginx, startNginx } from './nginx.js'
export { type PgBouncer, pgBouncer, startPgBouncer } from './pgbouncer.js'
export { createTestDatabase, type TableLayout, type TestDatabase, type TestDatabaseOptions } from './test-database.js'
export { type ClaimOverrides, startTestIssuer, type TestIssuer } from './test-issuer.js'
