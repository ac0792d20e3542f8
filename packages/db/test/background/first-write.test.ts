// domain: tasks
import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { interceptStatements } from '@ownlist/testkit/statements'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

test('the first write of a user makes sure of upkeep, and no later one does', async () => {
  await using own = await createTestDatabase()
  using statements = interceptStatements(own.url)
  const seen: string[] = []
  statements.change = (sql) => {
    seen.push(sql)
    return sql
  }
  await using database = openDatabase(own.url)
  const owner = ownerOf(newUserId())
  const write = async () => {
    await database.labels.create(owner, { id: uuidv7(), title: 'Home' })
    return seen.splice(0).filter((sql) => sql.includes("'trash'")).length
  }
  expect([await write(), await write()]).toEqual([1, 0])
})
