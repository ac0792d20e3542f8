import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

export const accountTests: ResourceTests<'account'> = {
  procedures: {
    whoami: {
      needs: null,
      attack: async ({ call, bob }) => {
        expect(await call(bob, 'account.whoami')).toEqual({ ok: true, value: { userId: bob } })
      },
    },
    erase: {
      needs: 'person',
      attack: async ({ call, bob }) => {
        expect(await call(bob, 'account.erase')).toEqual({ ok: true, value: { rows: 0 } })
      },
    },
  },
}
