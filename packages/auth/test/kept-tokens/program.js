// Verifies tokens, drops them, and prints how many of them are found in memory: `node --expose-gc program.js [hold]`.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { getHeapSnapshot } from 'node:v8'
import { createTokenVerifier } from '@ownlist/auth'
import { importJWK } from 'jose'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = await importJWK(publicKey.export({ format: 'jwk' }), 'EdDSA')
const expected = { issuer: 'https://app.example.com', audience: 'api' }
const verifier = createTokenVerifier({ ...expected, keys: { find: async () => key } })

function newToken(sub) {
  const iat = Math.floor(Date.now() / 1_000)
  const claims = { iss: expected.issuer, aud: expected.audience, sub, iat, exp: iat + 300 }
  const signed = [{ alg: 'EdDSA', kid: 'k' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

const digest = (text) => createHash('sha256').update(text).digest('hex')
/** Only digests, so that this program itself keeps no part of a token. */
const signatures = new Set()
const held = []
async function verifyOne(n) {
  const token = newToken(`user-${n}`)
  await verifier.verify(`Bearer ${token}`)
  await verifier.verify(`Bearer ${token}`)
  signatures.add(digest(token.slice(-86)))
  if (process.argv[2] === 'hold') held.push(token)
}
for (let n = 0; n < 20; n++) await verifyOne(n)
// The engine keeps the last string that a pattern was matched against.
for (let n = 0; n < 1_000; n++) /^Bearer ([^\s]+)$/i.exec(`Bearer ${n}`)
globalThis.gc()

let json = ''
for await (const chunk of getHeapSnapshot()) json += chunk
const candidates = new Set(json.match(/[A-Za-z0-9_-]{86,}/g))
const found = [...candidates].filter((text) => signatures.has(digest(text.slice(-86))))
process.stdout.write(JSON.stringify({ found: found.length, held: held.length }))
