/** A migration failed, or one that failed before stands in the way. The message says what was kept of it and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  /** The name of the migration; null if it is about none in particular. */
  readonly migration: string | null

  constructor(message: string, migration: string | null, options?: ErrorOptions) {
    super(message, options)
    this.migration = migration
  }
}
