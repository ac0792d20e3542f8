import { InvalidTokenError, KeysUnavailableError, MissingTokenError } from '@ownlist/auth'
import { expect, test } from 'vitest'

test.each([
  ['MissingTokenError', 'TOKEN_MISSING', MissingTokenError],
  ['InvalidTokenError', 'TOKEN_INVALID', InvalidTokenError],
  ['KeysUnavailableError', 'KEYS_UNAVAILABLE', KeysUnavailableError],
])('%s has a stable name, and the code %s', (name, code, ErrorClass) => {
  const error = new ErrorClass()
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name, code })
})

test.each([
  ['InvalidTokenError', InvalidTokenError],
  ['KeysUnavailableError', KeysUnavailableError],
])('%s keeps its cause, which says what exactly was wrong', (_name, ErrorClass) => {
  const cause = new Error('The signature is wrong')
  expect(new ErrorClass(cause).cause).toBe(cause)
})
