import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** Claims to add or replace; undefined leaves one out. */
export type ClaimOverrides = Readonly<Record<string, unknown>>

/** Issues tokens as the web app does, in memory, with its public keys on a real HTTP endpoint. Disposing of it closes that. */
export interface TestIssuer extends AsyncDisposable {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** How often the keys were asked for. */
  readonly fetches: number
  /** A token for a user: valid for 5 minutes unless the claims say otherwise. */
  token(userId: string, claims?: ClaimOverrides): Promise<string>
  /** Signs with a new key from now on; the old one stays published. */
  rotate(): Promise<void>
}

interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

export async function startTestIssuer({ audience = 'ownlist-api' } = {}): Promise<TestIssuer> {
  const keys = [await newKey()]
  let fetches = 0
  const server = createServer((_request, response) => {
    fetches++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/api/auth/jwks`,
    get fetches() {
      return fetches
    },
    async token(userId, claims = {}) {
      const { kid, privateKey } = keys.at(-1) ?? (await newKey())
      const now = Math.floor(Date.now() / 1000)
      const standard = { iss: issuer, aud: audience, sub: userId, iat: now, exp: now + 300 }
      return await new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey)
    },
    async rotate() {
      keys.push(await newKey())
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const kid = randomUUID()
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), alg: 'EdDSA', kid } }
}
