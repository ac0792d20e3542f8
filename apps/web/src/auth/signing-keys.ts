import type { GenericEndpointContext } from 'better-auth'
import { APIError } from 'better-auth/api'
import { createJwk, type Jwk, type JwtOptions, resolveSigningKey } from 'better-auth/plugins'
import type { AuthDatabase } from './auth-database'
import { shareFor } from './share-for'
import { bringForward, insertKey, lockKeys, readKeys, removeKeys, type SigningKeyRow } from './signing-key-rows'

type JwksAdapter = Required<NonNullable<JwtOptions['adapter']>>

/** The signing keys of the auth database, from creation to removal. The `jwt` plugin only signs with them. */
export interface SigningKeys {
  /** For responses to a signed-in user. It creates a key that is due. */
  readonly adapter: JwksAdapter
  /** For responses to anybody. It never writes. */
  readonly readOnlyAdapter: JwksAdapter
  /**
   * The public keys as a JWKS, at most one second old. It never writes.
   * @throws {APIError} 503 if there are none
   */
  published(): Promise<object[]>
  /**
   * Creates the key that is due, only once however many web apps do this at the same time, and removes keys that are
   * gone.
   * @throws {Error} if the current key cannot be decrypted with the current secret; then no key is created
   */
  keep(ctx: GenericEndpointContext): Promise<void>
}

/** @param tokenLife the lifetime of the tokens, in seconds */
export function createSigningKeys(database: AuthDatabase, tokenLife: number): SigningKeys {
  const read = () => readKeys(database, tokenLife)
  const published = shareFor(1_000, async () => (await read()).filter(({ stage }) => stage !== 'gone').map(toJwk))
  let keeping: Promise<void> | undefined

  async function keepUnderLock(ctx: GenericEndpointContext): Promise<void> {
    await database.$transaction(
      async (tx) => {
        await lockKeys(tx)
        const keys = await readKeys(tx, tokenLife)
        const gone = keys.filter(({ stage }) => stage === 'gone').map(({ id }) => id)
        if (gone.length > 0) await removeKeys(tx, gone)
        const [current, next] = [inStage(keys, 'current'), inStage(keys, 'next')]
        if (current === undefined && next !== undefined) await bringForward(tx, next)
        else if (current === undefined) await makeKey(ctx, (key) => insertKey(tx, key, null))
        else if (current.isEnding && next === undefined) {
          await assertReadable(ctx, current)
          await makeKey(ctx, (key) => insertKey(tx, key, current))
        }
      },
      { maxWait: 5_000, timeout: 10_000 },
    )
    published.forget()
  }

  function keep(ctx: GenericEndpointContext): Promise<void> {
    keeping ??= keepUnderLock(ctx).finally(() => {
      keeping = undefined
    })
    return keeping
  }

  /**
   * The signing key, after due work has been done. As long as a key exists, a failure to create the next one does not
   * matter here.
   */
  async function keptCurrent(ctx: GenericEndpointContext): Promise<SigningKeyRow | undefined> {
    const keys = await read()
    const current = inStage(keys, 'current')
    if (current === undefined) await keep(ctx)
    // The housekeeping reports the failure.
    else if (isDue(keys)) await keep(ctx).catch(() => undefined)
    else return current
    return inStage(await read(), 'current')
  }

  return {
    adapter: { getJwks: async (ctx) => [keyThatSigns(await keptCurrent(ctx))], createJwk: refuse },
    readOnlyAdapter: { getJwks: async () => [keyThatSigns(inStage(await read(), 'current'))], createJwk: refuse },
    async published() {
      const keys = await published.get()
      if (keys.length === 0) throw noKey()
      return keys
    },
    async keep(ctx) {
      if (isDue(await read())) await keep(ctx)
    },
  }
}

const inStage = (keys: readonly SigningKeyRow[], stage: SigningKeyRow['stage']) =>
  keys.find((key) => key.stage === stage)

/** Whether a key has to be created or removed. */
function isDue(keys: readonly SigningKeyRow[]): boolean {
  const current = inStage(keys, 'current')
  const isMissing = current === undefined || (current.isEnding && inStage(keys, 'next') === undefined)
  return isMissing || inStage(keys, 'gone') !== undefined
}

const noKey = () =>
  new APIError('SERVICE_UNAVAILABLE', {
    code: 'NO_SIGNING_KEY',
    message: 'There is no signing key yet. Try again in a few seconds.',
  })

/** The plugin rejects a key whose `expiresAt` has passed, but here a key signs until its successor does. */
function keyThatSigns(key: SigningKeyRow | undefined): Jwk {
  if (key === undefined) throw noKey()
  const { id, publicKey, privateKey, createdAt, alg, crv } = key
  return { id, publicKey, privateKey, createdAt, alg, crv }
}

/**
 * Left to itself, the plugin would create a key for each simultaneous request, and would sign with it before anybody
 * knows it.
 */
const refuse = async (): Promise<never> => {
  throw new Error('Only keep() creates signing keys')
}

/** Creates a key in the plugin's format, encrypted with the secret. */
const makeKey = (ctx: GenericEndpointContext, insert: (key: Omit<Jwk, 'id'>) => Promise<Jwk>): Promise<Jwk> =>
  createJwk(ctx, { jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } }, adapter: { createJwk: insert } })

/** A web app with a wrong secret must not create a key that the others cannot decrypt. */
const assertReadable = (ctx: GenericEndpointContext, key: SigningKeyRow): Promise<unknown> =>
  resolveSigningKey(ctx, { adapter: { getJwks: async () => [keyThatSigns(key)] } })

const toJwk = ({ id, publicKey, alg, crv }: SigningKeyRow): object => ({
  alg: alg ?? 'EdDSA',
  crv: crv ?? 'Ed25519',
  ...JSON.parse(publicKey),
  kid: id,
})
