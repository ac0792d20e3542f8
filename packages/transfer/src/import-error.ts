/** Why a whole file cannot be read. What is wrong with one row is a loss instead. */
export type ImportErrorCode =
  | 'EMPTY'
  | 'TOO_LARGE'
  /** More rows than one import may have. */
  | 'TOO_MANY_ROWS'
  | 'UNKNOWN_FORMAT'
  /** It begins like its format, and cannot be read to its end. */
  | 'DAMAGED'
  /** An archive with entries outside its folder, or one that unpacks to far more than it is. */
  | 'UNSAFE'

/** The only error that the readers throw. Its message is for the person who imports. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly code: ImportErrorCode

  constructor(code: ImportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
