import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

export const syncTests: ResourceTests<'sync'> = {
  procedures: {
    live: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: async ({ call, bob }) => {
        // A stream over HTTP is attacked in apps/server/test/sync/live.test.ts.
        expect(await call(bob, 'sync.live', { lastEventId: '0' })).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
      },
    },
    changes: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp }) => {
        const page = await call(bob, 'sync.changes', { since: 0 })
        // An app learns how many actions there were, and its own list.
        const own = bobIsApp ? [{ kind: 'list', row: { title: 'The app’s' } }] : []
        expect(page).toMatchObject({ ok: true, value: { changes: own, more: false } })
        if (!bobIsApp) expect(page).toMatchObject({ value: { seq: 0 } })
        const cursor = '0.task.00000000-0000-4000-8000-000000000000'
        expect(await call(bob, 'sync.changes', { since: 0, cursor })).toEqual(page)
      },
    },
  },
}
