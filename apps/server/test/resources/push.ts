// domain: tasks
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { ResourceTests, Scene } from './resource.js'

const keys = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16, 1).toString('base64url') }
const subscription = { endpoint: 'https://push.example.net/1', keys, timeZone: 'Europe/Berlin' }

async function subscribeAlice({ call, alice }: Scene, endpoint = subscription.endpoint): Promise<string> {
  const made = await call(alice, 'push.subscribe', { ...subscription, endpoint })
  if (!made.ok) throw new Error(made.message)
  return made.value.id
}

/** The subscriptions that A has. */
async function idsOf({ call, alice }: Scene): Promise<readonly string[]> {
  const page = await call(alice, 'push.list')
  if (!page.ok) throw new Error(page.message)
  return page.value.items.map(({ id }) => id)
}

export const pushTests: ResourceTests<'push'> = {
  procedures: {
    list: {
      needs: 'person',
      attack: async (scene) => {
        await subscribeAlice(scene)
        const none = { ok: true, value: { publicKey: null, items: [] } }
        expect(await scene.call(scene.bob, 'push.list')).toEqual(none)
      },
    },
    subscribe: {
      needs: 'person',
      attack: async (scene) => {
        const { call, bob } = scene
        // She has the maximum for one user: they do not count against his limit.
        for (let n = 2; n <= 10; n++) await subscribeAlice(scene, `https://push.example.net/${n}`)
        const hers = await subscribeAlice(scene)
        // He can use her endpoint too: nothing reveals that she has it, and her subscription does not change.
        const his = await call(bob, 'push.subscribe', { ...subscription, timeZone: 'UTC' })
        expect(his).toMatchObject({ ok: true })
        expect(his).not.toMatchObject({ value: { id: hers } })
        expect(await idsOf(scene)).toHaveLength(10)
        expect(await idsOf(scene)).toContain(hers)
      },
    },
    unsubscribe: {
      needs: 'person',
      attack: async (scene) => {
        const { call, bob } = scene
        const hers = await subscribeAlice(scene)
        for (const id of [hers, uuidv7()]) {
          expect(await call(bob, 'push.unsubscribe', { id })).toEqual({ ok: true, value: { removed: 0 } })
        }
        expect(await idsOf(scene)).toContain(hers)
      },
    },
  },
}
