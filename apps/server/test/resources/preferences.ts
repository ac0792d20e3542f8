import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

const nothing = { timeZone: null, language: null, weekStart: null, defaultListId: null }

export const preferencesTests: ResourceTests<'preferences'> = {
  procedures: {
    get: {
      needs: 'tasks:read',
      attack: async ({ call, alice, bob }) => {
        await call(alice, 'preferences.update', { timeZone: 'Pacific/Honolulu' })
        expect(await call(bob, 'preferences.get')).toEqual({ ok: true, value: nothing })
      },
    },
    update: {
      needs: 'tasks:write',
      attack: async ({ call, alice, bob }) => {
        const hers = await call(alice, 'preferences.update', { timeZone: 'Pacific/Honolulu', language: 'de' })
        const lists = await call(alice, 'list.list', {})
        const defaultListId = lists.ok ? (lists.value.items[0]?.id ?? null) : null
        expect(defaultListId).not.toBeNull()
        const refused = await call(bob, 'preferences.update', { defaultListId })
        expect(refused).toMatchObject({ ok: false, code: 'NOT_FOUND' })
        const changed = await call(bob, 'preferences.update', { weekStart: 7 })
        expect(changed).toEqual({ ok: true, value: { ...nothing, weekStart: 7 } })
        expect(await call(alice, 'preferences.get')).toEqual(hers)
      },
    },
  },
}
