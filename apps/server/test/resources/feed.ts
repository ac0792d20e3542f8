import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

export const feedTests: ResourceTests<'feed'> = {
  procedures: {
    get: {
      needs: 'person',
      attack: async ({ call, alice, bob }) => {
        await call(alice, 'feed.rotate')
        expect(await call(bob, 'feed.get')).toEqual({ ok: true, value: { createdAt: null } })
      },
    },
    rotate: {
      needs: 'person',
      attack: async ({ call, alice, bob }) => {
        await call(alice, 'feed.rotate')
        const before = await call(alice, 'feed.get')
        const bobs = await call(bob, 'feed.rotate')
        if (!bobs.ok) throw new Error(bobs.message)
        expect(bobs.value.path).toContain(`/feeds/${bob}.`)
        expect(await call(alice, 'feed.get')).toEqual(before)
      },
    },
    disable: {
      needs: 'person',
      attack: async ({ call, alice, bob }) => {
        await call(alice, 'feed.rotate')
        const before = await call(alice, 'feed.get')
        expect(await call(bob, 'feed.disable')).toEqual({ ok: true, value: { disabled: false } })
        expect(await call(alice, 'feed.get')).toEqual(before)
      },
    },
  },
}
