export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  runningPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.js'
export {
  applyMigrations,
  type DatabaseName,
  databases,
  prismaFolder,
  schemaDrift,
  writeMigration,
} from './migrations.js'
export { type DatabaseUrls, execute, grantToApi, onDatabase, provisionDatabases } from './provision.js'
