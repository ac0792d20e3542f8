import type { ImportedFile } from '@ownlist/db'
import { ImportError, type ReadImport } from '@ownlist/transfer'
import { previewOf } from './preview.js'
import { type ReadOptions, readFile } from './read-file.js'

/** What a file is read for. Only what is needed is passed from one thread to another. */
const forms = {
  preview: previewOf,
  draft: ({ draft }: ReadImport) => draft,
}

export type Form = keyof typeof forms

/** A file, and what to read it for. */
export interface ReadJob<Wanted extends Form> extends ReadOptions {
  readonly file: ImportedFile
  readonly form: Wanted
}

/** What was read, or plain words about why the file cannot be read. */
export type ReadAnswer<Wanted extends Form> =
  | { readonly read: ReturnType<(typeof forms)[Wanted]> }
  | { readonly refusal: string }

/** Reads a file in the thread that calls it. */
export function readAs<Wanted extends Form>({ file, form, ...options }: ReadJob<Wanted>): ReadAnswer<Wanted> {
  try {
    return { read: forms[form](readFile(file, options)) as ReturnType<(typeof forms)[Wanted]> }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    return { refusal: error.message }
  }
}
