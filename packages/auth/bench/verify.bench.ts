import { createTokenVerifier } from '@ownlist/auth'
import { type CryptoKey, importJWK } from 'jose'
import { bench, describe } from 'vitest'
import { audience, issuer, newKey, tokenWith } from '../test/tokens.js'

const key = await newKey('key-1')
const publicKey = (await importJWK(key.jwk, 'EdDSA')) as CryptoKey
const keys = { find: async () => publicKey }
const token = tokenWith(key)
const remembering = createTokenVerifier({ issuer, audience, keys })
const forgetful = createTokenVerifier({ issuer, audience, keys, remember: 0 })

describe('one valid token', () => {
  bench('verified anew', async () => void (await forgetful.verifyToken(token)))
  bench('remembered', async () => void (await remembering.verifyToken(token)))
})
