import { sha256 } from '@noble/hashes/sha2.js'

const encoder = new TextEncoder()

/**
 * The name under which a verified token is remembered: its SHA-256, as 32 characters of one byte each. Two tokens never share
 * one, and the token cannot be read from it. Synchronous, unlike the digest of Web Crypto, so that a remembered token is found
 * without waiting; `bench/token-key.bench.ts` says what that costs.
 */
export const tokenKey = (token: string): string => String.fromCharCode(...sha256(encoder.encode(token)))
