// domain: tasks
import { OwnlistError } from '@ownlist/client'
import { createFakeClient } from '@ownlist/client/testing'
import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createRefresher } from '../src/live-refresh.js'

const task = (id: string, version: number) => ({ seq: 0, kind: 'task' as const, id, version, row: null })

/** A page that shows tasks and lists, and counts how often it loads each of them. */
function openPage(changes: Parameters<typeof createFakeClient>[0]['sync']) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  })
  const loads = { task: 0, list: 0 }
  for (const kind of ['task', 'list'] as const) {
    const queryFn = async () => ++loads[kind]
    onTestFinished(
      new QueryObserver(queryClient, { queryKey: [[kind, 'list'], { type: 'query' }], queryFn }).subscribe(
        () => undefined,
      ),
    )
  }
  const refresher = createRefresher(createFakeClient({ sync: changes ?? {} }), queryClient)
  onTestFinished(() => refresher[Symbol.dispose]())
  return { queryClient, loads, refresher }
}

test('data that was loaded before the stream began is loaded again once, and later only the kinds that have changed', async () => {
  let seq = 7
  const asked: unknown[] = []
  const { loads, refresher } = openPage({
    changes: ({ since }) => {
      asked.push(since)
      return { seq, changes: since === null ? [] : [task('a', seq)], more: false, cursor: null }
    },
  })
  await vi.waitFor(() => expect(loads).toEqual({ task: 1, list: 1 }))
  refresher.changed()
  await vi.waitFor(() => expect(loads).toEqual({ task: 2, list: 2 }))
  seq = 8
  refresher.changed()
  await vi.waitFor(() => expect(loads).toEqual({ task: 3, list: 2 }))
  expect(asked).toEqual([null, 7])
})

test('a hundred events load twice at most', async () => {
  let seq = 0
  const { loads, refresher } = openPage({
    changes: () => ({ seq, changes: [task('a', seq)], more: false, cursor: null }),
  })
  refresher.changed()
  await vi.waitFor(() => expect(loads.task).toBe(2))
  for (seq = 1; seq <= 100; seq++) {
    refresher.changed()
    await Promise.resolve()
  }
  await vi.waitFor(() => expect(loads.task).toBeGreaterThan(2))
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(loads.task).toBeLessThanOrEqual(4)
})

test('changes that the page has made itself are not loaded, even if the event comes before the answer', async () => {
  let version = 0
  const { queryClient, loads, refresher } = openPage({
    changes: ({ since }) => ({
      seq: version,
      changes: since === null ? [] : [task('a', version)],
      more: false,
      cursor: null,
    }),
  })
  refresher.changed()
  await vi.waitFor(() => expect(loads.task).toBe(2))
  version = 1
  let answer: (row: object) => void = () => undefined
  const mutation = new MutationObserver(queryClient, {
    mutationFn: () => new Promise<object>((resolve) => (answer = resolve)),
  })
  const writing = mutation.mutate()
  refresher.changed()
  await new Promise((resolve) => setTimeout(resolve, 700))
  answer({ id: 'a', version: 1 })
  await writing
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(loads.task).toBe(2)
  // Somebody else changes it again.
  version = 2
  refresher.changed()
  await vi.waitFor(() => expect(loads.task).toBe(3), 3_000)
})

test('everything is loaded again if the log no longer contains the missed changes', async () => {
  let trimmed = false
  const { loads, refresher } = openPage({
    changes: ({ since }) => {
      if (trimmed && since !== null) throw new OwnlistError('PRECONDITION_FAILED', 'Gone.', { reason: 'LOG_TRIMMED' })
      return { seq: 5, changes: [], more: false, cursor: null }
    },
  })
  refresher.changed()
  await vi.waitFor(() => expect(loads).toEqual({ task: 2, list: 2 }))
  trimmed = true
  refresher.changed()
  await vi.waitFor(() => expect(loads).toEqual({ task: 3, list: 3 }), 3_000)
})
