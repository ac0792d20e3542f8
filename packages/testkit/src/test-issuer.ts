import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

/** Claims to add or replace; undefined removes one. */
export type ClaimOverrides = Readonly<Record<string, unknown>>

/**
 * Issues tokens as the web app does, in memory, with its public keys on a real HTTP endpoint. Disposing of it closes
 * the endpoint.
 */
export interface TestIssuer extends AsyncDisposable {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** The address of the revocation feed. */
  readonly revocationsUrl: string
  /** How often the keys were requested. */
  readonly fetches: number
  /** Whether it answers every request with 500. */
  failing: boolean
  /** Closes the endpoint; tokens are still issued. */
  stop(): Promise<void>
  /** Opens it again, at the same address. */
  start(): Promise<void>
  /** A token for a user: valid for 5 minutes unless the claims say otherwise. */
  token(userId: string, claims?: ClaimOverrides): Promise<string>
  /** Adds a user's or a session's tokens to the revocation feed: those issued up to now. */
  revoke(entry: { readonly sub: string } | { readonly sid: string }): void
  /** Signs with a new key from now on; the old one is still published. */
  rotate(): Promise<void>
}

interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

const revocationsPath = '/api/auth/revocations'
const seconds = () => Math.floor(Date.now() / 1_000)

/** @param port 0 for any free port */
export async function startTestIssuer({ audience = 'ownlist-api', port = 0 } = {}): Promise<TestIssuer> {
  const keys = [await newKey()]
  let fetches = 0
  let failing = false
  const revoked: object[] = []
  const sign = async (claims: JWTPayload, typ?: string) => {
    const { kid, privateKey } = keys.at(-1) ?? (await newKey())
    const header = { alg: 'EdDSA', kid, ...(typ === undefined ? {} : { typ }) }
    return await new SignJWT({ iss: issuer, aud: audience, ...claims }).setProtectedHeader(header).sign(privateKey)
  }
  const server = createServer(async (request, response) => {
    if (request.url !== revocationsPath) fetches++
    if (failing) {
      response.writeHead(500).end()
      return
    }
    if (request.url === revocationsPath) {
      const iat = seconds()
      const feed = await sign({ iat, exp: iat + 60, revoked }, 'revocations+jwt')
      response.setHeader('content-type', 'application/jwt').end(feed)
      return
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const bound = (server.address() as AddressInfo).port
  const issuer = `http://127.0.0.1:${bound}`
  const stop = async () => {
    server.close()
    server.closeAllConnections()
  }

  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/api/auth/jwks`,
    revocationsUrl: `${issuer}${revocationsPath}`,
    get fetches() {
      return fetches
    },
    get failing() {
      return failing
    },
    set failing(value) {
      failing = value
    },
    stop,
    async start() {
      await once(server.listen(bound, '127.0.0.1'), 'listening')
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
    [Symbol.asyncDispose]: stop,
  }
}

async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const kid = randomUUID()
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), alg: 'EdDSA', kid } }
}
