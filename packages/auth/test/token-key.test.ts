import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { tokenKey, tokenKeyIn } from '../src/token-key.js'

const token = `eyJhbGciOiJFZERTQSJ9.${'eyJzdWIiOiJhZGEifQ'.repeat(20)}.é\u{1F331}`
const expected = createHash('sha256').update(token).digest('binary')

test('a token is cached under its SHA-256, in Node and in runtimes without Node’s modules', () => {
  expect(tokenKey(token)).toBe(expected)
  expect(tokenKeyIn({})(token)).toBe(expected)
  expect(tokenKeyIn({ process: {} })(token)).toBe(expected)
  expect(tokenKeyIn({ process: { getBuiltinModule: () => ({}) } })(token)).toBe(expected)
})

test('the runtime’s own SHA-256 is used if there is one', () => {
  const process = { getBuiltinModule: () => ({ hash: (...input: readonly string[]) => input.join() }) }
  expect(tokenKeyIn({ process })('a-token')).toBe('sha256,a-token,binary')
})
