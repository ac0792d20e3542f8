/** Why a whole file cannot be imported. Problems of single rows are losses instead. */
export type ImportErrorCode =
  | 'EMPTY'
  | 'TOO_LARGE'
  /** More rows than one import may have. */
  | 'TOO_MANY_ROWS'
  | 'UNKNOWN_FORMAT'
  /** It starts like its format, but cannot be parsed to its end. */
  | 'DAMAGED'
  /** An archive with entries outside its folder, or one that unpacks to far more than its own size. */
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
