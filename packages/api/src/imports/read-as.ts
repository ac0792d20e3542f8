import type { ImportedFile } from '@ownlist/db'
import { ImportError, type ReadImport } from '@ownlist/transfer'
import { previewOf } from './preview.js'
import { type ReadOptions, readFile } from './read-file.js'

/** The settings for reading a file. Only what is needed is passed between threads. */
const forms = {
  preview: previewOf,
  draft: ({ draft }: ReadImport) => draft,
}

export type Form = keyof typeof forms

/** A file, and the settings for reading it. */
export interface ReadJob<Wanted extends Form> extends ReadOptions {
  readonly file: ImportedFile
  readonly form: Wanted
}

/** The result, or an explanation in plain words of why the file cannot be read. */
export type ReadAnswer<Wanted extends Form> =
  | { readonly read: ReturnType<(typeof forms)[Wanted]> }
  | { readonly refusal: string }

/** Reads a file in the current thread. */
export function readAs<Wanted extends Form>({ file, form, ...options }: ReadJob<Wanted>): ReadAnswer<Wanted> {
  try {
    return { read: forms[form](readFile(file, options)) as ReturnType<(typeof forms)[Wanted]> }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    return { refusal: error.message }
  }
}
