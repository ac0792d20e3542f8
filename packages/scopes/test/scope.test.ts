import { formatScope, listsAllowed, parseScope, readRight, rights, writeRight } from '@ownlist/scopes'
import { describe, expect, test } from 'vitest'

const prefix = readRight.slice(0, -':read'.length)

const [garden, kitchen] = ['019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11', '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e12'] as const

test.each(
  rights.flatMap((right) => [
    { right, listId: null },
    { right, listId: garden },
  ]),
)('reads back the scope that it wrote for %o', (granted) => expect(parseScope(formatScope(granted))).toEqual(granted))

test.each([
  '',
  prefix,
  `${prefix}:`,
  `${prefix}:delete`,
  readRight.toUpperCase(),
  ` ${readRight}`,
  `${readRight} `,
  `${prefix}:readall`,
  `${readRight}:`,
  `${readRight}:*`,
  `${readRight}:${garden.toUpperCase()}`,
  `${readRight}:${garden}x`,
  `${readRight}:${garden}:${kitchen}`,
  `${readRight}: ${garden}`,
  `${readRight}:${writeRight}`,
  'constructor',
])('grants nothing for the scope %j', (scope) => {
  expect(parseScope(scope)).toBeNull()
  expect(listsAllowed([scope], readRight)).toEqual([])
})

describe('the lists that a token may use a right in', () => {
  test('are all for a person’s own token', () => expect(listsAllowed(null, writeRight)).toBeNull())

  test('are all for a token with the right over everything, also beside narrower scopes', () => {
    expect(listsAllowed([readRight], readRight)).toBeNull()
    expect(listsAllowed([`${readRight}:${garden}`, readRight], readRight)).toBeNull()
  })

  test('are those that its scopes name, and only for the right before the id', () => {
    const scopes = [`${readRight}:${garden}`, `${readRight}:${kitchen}`, `${writeRight}:${garden}`, 'other']
    expect(listsAllowed(scopes, readRight)).toEqual([garden, kitchen])
    expect(listsAllowed(scopes, writeRight)).toEqual([garden])
  })

  test('are none without scopes, and for a token with another right', () => {
    expect(listsAllowed([], readRight)).toEqual([])
    expect(listsAllowed([writeRight], readRight)).toEqual([])
  })
})
