import { randomBytes } from 'node:crypto'
import { bench, describe } from 'vitest'
import { tokenKey, tokenKeyIn } from '../src/token-key.js'

/** As long as a token of the web app. */
const tokens = Array.from({ length: 1_000 }, () => randomBytes(270).toString('base64url'))
let n = 0
const next = () => tokens[n++ % tokens.length] ?? ''
const inJavaScript = tokenKeyIn({})

describe('the key of the token cache', () => {
  bench('in Node', () => void tokenKey(next()))
  bench('without Node', () => void inJavaScript(next()))
})
