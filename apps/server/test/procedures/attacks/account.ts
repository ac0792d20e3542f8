import { expect } from 'vitest'
import type { AttacksOn } from './attack.js'

export const onAccount: AttacksOn<'account'> = {
  'account.whoami': async ({ call, bob }) => {
    expect(await call(bob, 'account.whoami')).toEqual({ ok: true, value: { userId: bob } })
  },
  'account.erase': async ({ call, bob }) => {
    expect(await call(bob, 'account.erase')).toEqual({ ok: true, value: { rows: 0 } })
  },
}
