import { setTimeout as sleep } from 'node:timers/promises'
import { defineDrill, longPromise, promise } from './drill.js'
import { seconds, until } from './wait.js'
import { openWholeSystem } from './whole-system.js'

const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid

const waiting = 'select from jwks where signs_from > now()'
const anHourPasses = `update jwks set created_at = created_at - interval '1 hour',
  signs_from = signs_from - interval '1 hour', expires_at = expires_at - interval '1 hour'`

/**
 * Lets the signing key expire under load. The next key is published for an hour (the drill moves the times in the
 * database), and then signs.
 */
export const rotate = defineDrill({
  summary: 'rotation of the signing key under load',
  sizes: { rotations: 5, everyMs: 6_000 },
  async run({ rotations, everyMs }) {
    await using whole = await openWholeSystem()
    const kids = new Set<string>()
    let [calls, failed, early] = [0, 0, 0]
    let [token, old] = [await whole.token(), '']
    let over = false
    const load = async () => {
      while (!over) {
        await sleep(50)
        token = await whole.token()
        kids.add(kidOf(token))
        for (const shown of [token, old].filter((text) => text !== '')) {
          calls++
          if ((await whole.statusWith(shown)) !== 200) failed++
        }
      }
    }
    const loading = load()
    for (let n = 0; n < rotations; n++) {
      await sleep(everyMs / 2)
      old = token
      await whole.query('update jwks set expires_at = now()')
      await until('the next key is published', async () => (await whole.query(waiting)).length === 1)
      await sleep(everyMs / 2)
      if (kids.size > n + 1) early++
      await whole.query(anHourPasses)
    }
    await sleep(1_000)
    over = true
    await loading
    const left = (await whole.query('select from jwks')).length
    return {
      promises: [
        promise('no request fails, with new or old tokens', failed === 0, `${failed} of ${calls} failed`),
        promise('the key was rotated', kids.size === rotations + 1, `${kids.size} keys seen`),
        promise('no key signs before it was published for an hour', early === 0, `${early} of ${rotations} did`),
        promise('old keys are removed', left <= 3, `${left} keys left`),
      ],
    }
  },
})

/** Removes a key at the issuer, and tells the API to reload. */
export const removeKey = defineDrill({
  summary: 'removal of a leaked signing key',
  sizes: {},
  async run() {
    await using whole = await openWholeSystem()
    const leaked = await whole.token()
    const before = await whole.statusWith(leaked)
    await whole.query('delete from jwks')
    const fresh = await whole.token()
    await whole.reloadKeys()
    const ms = await until('the leaked key is refused', async () => (await whole.statusWith(leaked)) === 401)
    const after = await whole.statusWith(fresh)
    return {
      promises: [
        promise('before, its tokens are accepted', before === 200, `${before}`),
        promise('refused within a second of SIGHUP', ms <= 1_000, seconds(ms)),
        promise('tokens of the new key are accepted', after === 200, `${after}`),
      ],
    }
  },
})

const fullDownMs = 20_000

/** Stops the web app: the API keeps working with the keys that it has. */
export const issuerDown = defineDrill({
  summary: 'the web app is down',
  sizes: { downMs: fullDownMs },
  async run({ downMs }) {
    await using whole = await openWholeSystem()
    const token = await whole.token()
    await whole.statusWith(token)
    await whole.system.web.stop()
    // This causes a failed attempt. Otherwise the keys would not be requested in such a short time.
    await whole.reloadKeys()
    const start = performance.now()
    let [calls, failed, notReady] = [0, 0, 0]
    while (performance.now() - start < downMs) {
      calls++
      if ((await whole.statusWith(token)) !== 200) failed++
      if ((await whole.readyStatus()) !== 200) notReady++
      await sleep(50)
    }
    await whole.system.web.start()
    const back = await until(
      'a new token is accepted',
      async () => (await whole.statusWith(await whole.token())) === 200,
    )
    return {
      promises: [
        promise('existing tokens keep working', failed === 0, `${failed} of ${calls} failed`),
        promise('the API stays ready', notReady === 0, `${notReady} of ${calls} not`),
        longPromise(downMs >= fullDownMs, promise('sign-ins work again within 5 s', back <= 5_000, seconds(back))),
      ],
    }
  },
})
