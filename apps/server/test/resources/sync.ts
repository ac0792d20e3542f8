import { readRight } from '@ownlist/scopes'
import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

export const syncTests: ResourceTests<'sync'> = {
  procedures: {
    live: {
      needs: readRight,
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp }) => {
        const events = await call(bob, 'sync.live', { lastEventId: '0' })
        // The action that created the app’s own list.
        const own = bobIsApp ? [{ seq: expect.any(Number) }] : []
        expect(events).toEqual({ ok: true, value: own })
        // Another user has no actions, so there is no latest number. An app learns that number.
        const start = bobIsApp ? expect.any(Number) : 0
        expect(await call(bob, 'sync.live', {})).toEqual({ ok: true, value: [{ seq: start }] })
      },
    },
    changes: {
      needs: readRight,
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp }) => {
        const page = await call(bob, 'sync.changes', { since: 0 })
        // An app learns the number of actions, and its own list.
        const own = bobIsApp ? [{ kind: 'list', row: { title: 'The app’s' } }] : []
        expect(page).toMatchObject({ ok: true, value: { changes: own, more: false } })
        if (!bobIsApp) expect(page).toMatchObject({ value: { seq: 0 } })
        const cursor = '0.note.00000000-0000-4000-8000-000000000000'
        expect(await call(bob, 'sync.changes', { since: 0, cursor })).toEqual(page)
      },
    },
  },
}
