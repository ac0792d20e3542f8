import { isReason, read } from './call.js'
import type { Container, Progress } from './database.js'
import type { RowKind } from './row-kind.js'
import { arrived, type Store } from './store.js'
import type { SyncProcedures } from './sync-procedures.js'

/** The dependencies of pulling. */
export interface Pulling {
  readonly store: Store
  readonly kinds: ReadonlyMap<string, RowKind>
  readonly sync: SyncProcedures
}

type Loading = Extract<Progress, { readonly name: 'loading' }>
type Loaded = Extract<Progress, { readonly name: 'loaded' }>

/** The maximum number of rows on a page. */
const limit = 200

/**
 * Reads one page. First these are all rows that every device stores, then the changes since then. A load that was
 * interrupted continues where it stopped.
 * @returns whether there is more to read
 * @throws {OwnlistError} {WaitError} {OfflineStorageError}
 */
export async function pull(pulling: Pulling, signal: AbortSignal): Promise<boolean> {
  const { store, kinds } = pulling
  const progress = await store.write((writer) => writer.progress())
  const isKnown = [...kinds.keys()].every((name) => progress?.kinds.includes(name) || progress?.name === 'loading')
  if (progress === undefined || !isKnown) return await startLoad(pulling, progress, signal)
  if (progress.name === 'loading') return await loadPage(pulling, progress, signal)
  const [container] = progress.inside
  return container === undefined
    ? await readChanges(pulling, progress, signal)
    : await loadInside(pulling, container, signal)
}

/** Everything is read again. The outbox and the old rows stay until this is done. */
async function startLoad({ store, kinds, sync }: Pulling, before: Progress | undefined, signal: AbortSignal) {
  // This comes first, so that changes during the load are read afterwards.
  const { seq } = await read(sync.changes.query({ since: null }, { signal }))
  const load = (before?.load ?? 0) + 1
  const names = [...kinds.keys()]
  await store.write((writer) => writer.setProgress({ name: 'loading', load, seq, kinds: names, cursor: null }))
  return true
}

/** The first pages of all kinds are one request. The remaining pages are read one by one. */
async function loadPage({ store, kinds }: Pulling, progress: Loading, signal: AbortSignal): Promise<boolean> {
  const { load, seq, cursor } = progress
  const names = cursor === null ? progress.kinds : progress.kinds.slice(0, 1)
  const pages = await Promise.all(
    names.map(async (name) => {
      const kind = kinds.get(name)
      const page = kind && (await read(kind.procedures.list.query({ ...kind.kept, limit, cursor }, { signal })))
      return { name, items: page?.items ?? [], next: page?.nextCursor ?? null }
    }),
  )
  await store.write(async (writer) => {
    for (const { name, items } of pages) {
      await writer.putRows(
        items.map((row) => arrived(name, row)),
        load,
      )
    }
    const more = pages.filter(({ next }) => next !== null)
    const left = [...more.map(({ name }) => name), ...progress.kinds.slice(names.length)]
    if (left.length > 0) return await writer.setProgress({ ...progress, kinds: left, cursor: more[0]?.next ?? null })
    await writer.removeUnseen(load)
    const all = [...kinds.keys()]
    await writer.setProgress({ name: 'loaded', load, seq, cursor: null, at: 0, kinds: all, inside: [] })
  })
  return true
}

async function readChanges(pulling: Pulling, progress: Loaded, signal: AbortSignal): Promise<boolean> {
  const { store, kinds, sync } = pulling
  const { seq: since, cursor } = progress
  // Changes that are announced from now on may be missing in the answer.
  const begun = Date.now()
  const page = await read(sync.changes.query({ since, cursor, limit }, { signal })).catch((error: unknown) => {
    if (isReason(error, 'LOG_TRIMMED')) return null
    throw error
  })
  if (page === null) return await startLoad(pulling, progress, signal)
  return await store.write(async (writer) => {
    const known = page.changes.filter(({ kind }) => kinds.has(kind))
    await writer.putRows(known, progress.load)
    const now = await writer.progress()
    // Another tab may have read the same page or later ones, if it has taken over this tab's turn.
    if (now?.name !== 'loaded' || now.seq !== since || now.cursor !== cursor) return true
    const next = page.more ? { cursor: page.cursor } : { seq: page.seq, cursor: null, at: begun }
    await writer.setProgress({ ...now, ...next })
    return page.more || now.inside.length > 0
  })
}

async function loadInside({ store, kinds }: Pulling, container: Container, signal: AbortSignal): Promise<boolean> {
  const { kind: name, field, id, cursor } = container
  const kind = kinds.get(name)
  const query = { ...kind?.kept, [field]: id, limit, cursor }
  const page = kind && (await read(kind.procedures.list.query(query, { signal })))
  return await store.write(async (writer) => {
    const now = await writer.progress()
    if (now?.name !== 'loaded') return true
    const arrivals = (page?.items ?? []).map((row) => arrived(name, row))
    await writer.putRows(arrivals, now.load)
    const others = now.inside.filter((each) => each.id !== id || each.field !== field)
    const rest = page?.nextCursor ? [{ ...container, cursor: page.nextCursor }] : []
    await writer.setProgress({ ...now, inside: [...rest, ...others] })
    return true
  })
}
