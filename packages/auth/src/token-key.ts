import { sha256 } from '@noble/hashes/sha2.js'

const encoder = new TextEncoder()

/**
 * The key under which a verified token is cached: its SHA-256, as 32 characters of one byte each. No two tokens share a
 * key, and the token cannot be recovered from it. It is synchronous, unlike Web Crypto's digest, so that a cached token
 * is found without waiting; `bench/token-key.bench.ts` measures the cost.
 */
export const tokenKey = (token: string): string => String.fromCharCode(...sha256(encoder.encode(token)))
