/**
 * A migration failed, or an earlier failed migration has not been resolved. The message says what was kept and what to
 * do.
 */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  /** The name of the migration; null if the error is not about a single one. */
  readonly migration: string | null

  constructor(message: string, migration: string | null, options?: ErrorOptions) {
    super(message, options)
    this.migration = migration
  }
}
