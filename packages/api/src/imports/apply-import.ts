import type { ImportRows, ImportStore, OwnerScope } from '@ownlist/db'

/** The progress of an import. The last event says that it is done. */
export interface ImportProgress {
  readonly rows: number
  readonly of: number
  readonly done: boolean
  /** Whether an earlier call had already created the rows; null until it is done. */
  readonly repeated: boolean | null
}

interface Import {
  readonly imports: ImportStore
  readonly owner: OwnerScope
  readonly rows: ImportRows
  readonly signal: AbortSignal | undefined
}

/** Applies an import, and reports its progress. Ending the iteration undoes it, unless it was already committed. */
export async function* applyImport({ imports, owner, rows, signal }: Import): AsyncGenerator<ImportProgress, void> {
  const of = rows.lists.length + rows.sections.length + rows.labels.length + rows.filters.length + rows.tasks.length
  const ended = new AbortController()
  const either = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal])
  let written = 0
  let wake: () => void = () => {}
  const onRows = (count: number) => {
    written = count
    wake()
  }
  const applying = imports.apply(owner, rows, { signal: either, onRows })
  const outcome = applying.then(
    (created) => ({ created }),
    (error: unknown) => ({ error }),
  )
  try {
    for (let told = -1; ; ) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      if (written > told) {
        told = written
        yield { rows: written, of, done: false, repeated: null }
        continue
      }
      const result = await Promise.race([outcome, changed])
      if (result === undefined) continue
      if ('error' in result) throw result.error
      yield { rows: of, of, done: true, repeated: !result.created }
      return
    }
  } finally {
    ended.abort(new Error('The import was cancelled.'))
    await outcome
  }
}
