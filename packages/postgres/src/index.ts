export { applyMigrations, type MigrateOptions } from './apply-migrations.js'
export { hasData, syncFolder } from './cluster.js'
export { type DistributedTable, distributeTables } from './distribute-tables.js'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  runningPostgres,
  startEmbeddedPostgres,
  useEmbeddedPostgres,
} from './embedded-postgres.js'
export { FolderInUseError, holderOf, isServing, type Purpose } from './folder-lock.js'
export { MigrationError } from './migration-error.js'
export { type DatabaseName, databases, prismaFolder } from './migration-files.js'
export { failedMigrations, type Resolution, resolveMigration } from './migration-history.js'
export { identify, isRunning, type ProcessIdentity } from './process-identity.js'
export {
  type DatabaseUrls,
  emptyDatabase,
  execute,
  grantPrivileges,
  onDatabase,
  type ProvisionedUrls,
  provisionDatabases,
} from './provision.js'
export { restoreBackup } from './restore-backup.js'
export { type NewMigration, type SchemaDrift, schemaDrift, writeMigration } from './schema-drift.js'
export { WrongPasswordError } from './server.js'
export { writeBackup } from './write-backup.js'
