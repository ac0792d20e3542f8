import { expect, test } from 'vitest'
import { ownerOf, scopeSettings } from '../src/owner-scope.js'

test('a transaction is for one owner, some lists or all, and one request, each as a literal', () => {
  expect(scopeSettings(ownerOf("O'Hara", 'request-1'))).toBe(
    "set local application_name = 'request-1'; set local app.user_id = 'O''Hara'; set local app.lists = ''",
  )
  expect(scopeSettings({ userId: 'ada', lists: ['one', 'two'] })).toBe(
    "set local app.user_id = 'ada'; set local app.lists = '{one,two}'",
  )
})
