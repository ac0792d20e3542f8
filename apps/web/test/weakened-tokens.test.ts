import './as-production'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { type JwtOptions, jwt } from 'better-auth/plugins'
import { decodeJwt } from 'jose'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { openAuthDatabase } from '../src/auth/auth-connections'
import { type Auth, proveSigningKey } from '../src/auth/create-auth'
import { createSigningKeys, type SigningKeys } from '../src/auth/signing-keys'
import { tokenIssuer } from '../src/auth/token-issuer'
import { type App, client, type Guard, type Options, openGuarded, signUp, testGuards, webUrl } from './guards'

let auth: Auth
let database: pg.Client
let keys: SigningKeys
beforeAll(async () => {
  const opened = await openGuarded()
  ;({ auth, database } = opened)
  keys = createSigningKeys(openAuthDatabase(opened.databaseUrl).prisma, 300)
})
// Each promise is about keys that the app itself creates.
beforeEach(() => database.query('delete from jwks'))
afterAll(() => database.end())

/** The app with another plugin in place of the one that issues tokens. */
const withIssuer = (issue: (options: JwtOptions) => BetterAuthPlugin) => (options: Options) => ({
  ...options,
  plugins: options.plugins.map((plugin) =>
    plugin.id === 'jwt' ? issue((plugin as ReturnType<typeof jwt>).options ?? {}) : plugin,
  ) as Options['plugins'],
})

/** Other options for the tokens. */
const withTokens = (change: NonNullable<JwtOptions['jwt']>) =>
  withIssuer((options) => tokenIssuer({ ...options, jwt: { ...options.jwt, ...change } }, keys))

/** The plugin with Better Auth's defaults, which creates and publishes the keys itself. */
const plainPlugin = (options: JwtOptions = {}) => withIssuer(() => jwt(options))

async function tokenOf(app: App) {
  const { cookie } = await signUp(app)
  const response = await client(app)('/token', undefined, { cookie })
  expect(response.status).toBe(200)
  return decodeJwt((await response.json()).token)
}

const keyCount = async () => (await database.query('select from jwks')).rowCount

const guards: Readonly<Record<string, Guard>> = {
  'a token says nothing about a person but an id': {
    promise: async (app) => {
      expect(Object.keys(await tokenOf(app)).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
    },
    weaker: { 'definePayload: by default the whole user': withTokens({ definePayload: undefined as never }) },
  },
  'a token is for the API, and for nothing else that trusts the web app': {
    promise: async (app) => {
      const { iss, aud } = await tokenOf(app)
      expect([iss, aud]).toEqual([webUrl, 'ownlist-api'])
    },
    weaker: { 'audience: by default the web app': withTokens({ audience: undefined as never }) },
  },
  'a token is valid for five minutes': {
    promise: async (app) => {
      const { iat = 0, exp = 0 } = await tokenOf(app)
      expect(exp - iat).toBe(300)
    },
    weaker: { "expirationTime: '1h'": withTokens({ expirationTime: '1h' }) },
  },
  'a token is issued only to those who ask for one': {
    promise: async (app) => {
      const { cookie } = await signUp(app)
      const response = await client(app)('/get-session', undefined, { cookie })
      expect(response.headers.get('set-auth-jwt')).toBeNull()
    },
    weaker: {
      'disableSettingJwtHeader: false': withIssuer((options) =>
        tokenIssuer({ ...options, disableSettingJwtHeader: false }, keys),
      ),
    },
  },
  'a signing key cannot be read in the database': {
    promise: async (app) => {
      await tokenOf(app)
      const { rows } = await database.query<{ private_key: string }>('select private_key from jwks')
      expect(rows).not.toEqual([])
      for (const { private_key } of rows) expect(private_key).not.toContain('"d"')
    },
    weaker: {
      'disablePrivateKeyEncryption: true': plainPlugin({ jwks: { disablePrivateKeyEncryption: true } }),
    },
  },
  'a wrong secret is reported at the start': {
    promise: async (app) => {
      await tokenOf(app)
      const other = betterAuth({ ...app.options, secret: 'another secret, as long as the first' })
      await expect(proveSigningKey(other as Auth)).rejects.toThrow('another BETTER_AUTH_SECRET')
    },
    weaker: {
      'disablePrivateKeyEncryption: true': plainPlugin({ jwks: { disablePrivateKeyEncryption: true } }),
    },
  },
  'strangers make no key': {
    promise: async (app) => {
      await client(app)('/jwks')
      expect(await keyCount()).toBe(0)
    },
    weaker: { 'Better Auth’s own /jwks': plainPlugin() },
  },
  'people who ask at the same time get tokens of one key': {
    promise: async (app) => {
      const { cookie } = await signUp(app)
      await Promise.all(Array.from({ length: 16 }, () => client(app)('/token', undefined, { cookie })))
      expect(await keyCount()).toBe(1)
    },
    weaker: { 'Better Auth’s own keys': plainPlugin() },
  },
}

testGuards(guards, () => auth)
