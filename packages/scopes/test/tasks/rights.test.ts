import { listsAllowed, rights } from '@ownlist/scopes'
import { expect, test } from 'vitest'

test('a token that was issued with tasks:read or tasks:write keeps what it allows', () => {
  expect(rights).toEqual(['tasks:read', 'tasks:write'])
  expect(listsAllowed(['tasks:read'], 'tasks:read')).toBe(null)
  expect(listsAllowed(['tasks:write'], 'tasks:write')).toBe(null)
  expect(listsAllowed(['tasks:read'], 'tasks:write')).toEqual([])
})
