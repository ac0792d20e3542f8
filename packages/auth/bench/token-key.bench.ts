import { createHash, randomBytes } from 'node:crypto'
import { bench, describe } from 'vitest'
import { tokenKey } from '../src/token-key.js'

/** As long as a token of the web app. */
const tokens = Array.from({ length: 1_000 }, () => randomBytes(270).toString('base64url'))
let n = 0
const next = () => tokens[n++ % tokens.length] ?? ''

describe('the key of the token cache', () => {
  bench('before: node:crypto, in Node only', () => void createHash('sha256').update(next()).digest('base64url'))
  bench('now: without Node', () => void tokenKey(next()))
})
