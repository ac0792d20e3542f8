import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, type JWK } from 'jose'

export const issuer = 'https://app.example.com'
export const audience = 'api'

/** A signing key and its public key. Tokens are built byte by byte, so that no library corrects what a test damages. */
export interface TestKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly jwk: JWK
}

export async function newKey(kid: string): Promise<TestKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' } }
}

export const encode = (part: string | Uint8Array | object): string =>
  Buffer.from(typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part)).toString(
    'base64url',
  )

/** Signs two parts unchanged. */
export const signParts = (key: TestKey, header: string, payload: string): string =>
  `${header}.${payload}.${sign(null, Buffer.from(`${header}.${payload}`), key.privateKey).toString('base64url')}`

export const goodHeader = (key: TestKey) => ({ alg: 'EdDSA', kid: key.kid })

export function goodClaims(now = Math.floor(Date.now() / 1_000)) {
  return { iss: issuer, aud: audience, sub: 'user-1', iat: now, exp: now + 300 }
}

/** A token with some members replaced; undefined removes a member. */
export const tokenWith = (key: TestKey, claims: object = {}, header: object = {}): string =>
  signParts(key, encode({ ...goodHeader(key), ...header }), encode({ ...goodClaims(), ...claims }))

/** A JWKS on a real HTTP endpoint. */
export async function startJwks(keys: readonly JWK[]) {
  let hits = 0
  const server = createServer((_, response) => {
    hits++
    response.end(JSON.stringify({ keys }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    hits: () => hits,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}
