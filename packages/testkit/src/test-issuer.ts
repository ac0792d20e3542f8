import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

/** Claims to add or replace; undefined leaves one out. */
export type ClaimOverrides = Readonly<Record<string, unknown>>

/** Issues tokens as the web app does, in memory, with its public keys on a real HTTP endpoint. Disposing of it closes that. */
export interface TestIssuer extends AsyncDisposable {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** Where the revocation feed is. */
  readonly revocationsUrl: string
  /** How often the keys were asked for. */
  readonly fetches: number
  /** A token for a user: valid for 5 minutes unless the claims say otherwise. */
  token(userId: string, claims?: ClaimOverrides): Promise<string>
  /** Puts a user's, or a session's, tokens on the revocation feed: those issued up to now. */
  revoke(entry: { readonly sub: string } | { readonly sid: string }): void
  /** Signs with a new key from now on; the old one stays published. */
  rotate(): Promise<void>
}

interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

const revocationsPath = '/api/auth/revocations'
const seconds = () => Math.floor(Date.now() / 1_000)

/** @param port 0 for any that is free */
export async function startTestIssuer({ audience = 'ownlist-api', port = 0 } = {}): Promise<TestIssuer> {
  const keys = [await newKey()]
  let fetches = 0
  const revoked: object[] = []
  const sign = async (claims: JWTPayload, typ?: string) => {
    const { kid, privateKey } = keys.at(-1) ?? (await newKey())
    const header = { alg: 'EdDSA', kid, ...(typ === undefined ? {} : { typ }) }
    return await new SignJWT({ iss: issuer, aud: audience, ...claims }).setProtectedHeader(header).sign(privateKey)
  }
  const server = createServer(async (request, response) => {
    if (request.url === revocationsPath) {
      const iat = seconds()
      const feed = await sign({ iat, exp: iat + 60, revoked }, 'revocations+jwt')
      response.setHeader('content-type', 'application/jwt').end(feed)
      return
    }
    fetches++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/api/auth/jwks`,
    revocationsUrl: `${issuer}${revocationsPath}`,
    get fetches() {
      return fetches
    },
    async token(userId, claims = {}) {
      const iat = seconds()
      return await sign({ sub: userId, iat, exp: iat + 300, ...claims })
    },
    revoke(entry) {
      revoked.push({ ...entry, nbf: seconds() + 1 })
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
