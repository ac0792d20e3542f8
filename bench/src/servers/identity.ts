import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { env } from './env.js'

const keys = createRemoteJWKSet(new URL(env.JWKS_URL))
const expected = { issuer: env.ISSUER, audience: env.AUDIENCE, algorithms: ['EdDSA'] }

/** Verifies a token with jose each time. Null if it is invalid. */
export async function userOf(authorization: string | undefined): Promise<string | null> {
  return (await claimsOf(authorization))?.sub ?? null
}

/** The same with a cache: a verified token is accepted until it expires, without being verified again. */
export function createTokenCache(): (authorization: string | undefined) => Promise<string | null> {
  const verified = new Map<string, { readonly userId: string; readonly expiresAt: number }>()
  return async (authorization = '') => {
    const known = verified.get(authorization)
    if (known !== undefined && Date.now() < known.expiresAt) return known.userId
    verified.delete(authorization)
    const { sub, exp } = (await claimsOf(authorization)) ?? {}
    if (sub === undefined || exp === undefined) return null
    if (verified.size >= 10_000) verified.clear()
    verified.set(authorization, { userId: sub, expiresAt: exp * 1_000 })
    return sub
  }
}

async function claimsOf(authorization = ''): Promise<JWTPayload | null> {
  if (!authorization.startsWith('Bearer ')) return null
  try {
    return (await jwtVerify(authorization.slice('Bearer '.length), keys, expected)).payload
  } catch {
    return null
  }
}
