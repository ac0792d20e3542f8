import { open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { createTestDatabase, execute } from '@ownlist/testkit'
import { startTestIssuer } from '@ownlist/testkit/issuer'
import { afterAll, describe, expect, test } from 'vitest'
import { contenderUrl, createContenderDatabase } from '../src/contender-database.js'
import { startContender } from '../src/contender-process.js'
import { api, findContenders, isReady, type Ready } from '../src/contenders.js'
import { operations } from '../src/operations.js'
import { invitePeople, seedRequests, tasksPerUser, tokensOf } from '../src/people.js'
import { answersOf, assertSameAnswers } from '../src/verify-answers.js'

const database = await createTestDatabase()
const issuer = await startTestIssuer()
const log = await open(devNull, 'a')
afterAll(async () => {
  await issuer[Symbol.asyncDispose]()
  await execute(adminUrl, [
    `drop database if exists ${new URL(contenderUrl({ ownerUrl })).pathname.slice(1)} with (force)`,
  ])
  await database[Symbol.asyncDispose]()
  await log.close()
})

const { url: databaseUrl, ownerUrl, adminUrl } = database
const people = invitePeople(1)
const tokens = await tokensOf(people, issuer)
const token = tokens.get('reader-0') ?? ''
const at = { system: { databaseUrl, ownerUrl, adminUrl, issuer, log: log.fd }, token }
const others = findContenders().slice(1)

/** Starts a contender, and sends it every operation. */
async function answersFrom(contender: Ready) {
  await using started = await startContender(contender, at)
  return await answersOf(started.url, people, tokens)
}

/** The API's answers, after it has created the tasks. The contenders' database has a copy of them. */
const expected = await (async () => {
  await using started = await startContender(api, at)
  for (const { path, body } of seedRequests(people).flat()) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${started.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.status).toBe(200)
  }
  await createContenderDatabase({ adminUrl, ownerUrl })
  return await answersOf(started.url, people, tokens)
})()

test('the API answers with the seeded tasks, newest first', () => {
  const { items, nextCursor } = expected.list as { items: { id: string }[]; nextCursor: unknown }
  expect(items.map(({ id }) => id)).toEqual(people.readers[0]?.tasks.toReversed())
  expect(items).toHaveLength(tasksPerUser)
  expect(nextCursor).toBeNull()
  expect((expected.search as { items: unknown[] }).items.length).toBeGreaterThan(0)
})

describe('a contender answers every operation like the API, and refuses forged and missing tokens', () => {
  test.for(others.map((contender) => ({ contender, name: contender.name })))(
    '$name',
    async ({ contender }, { skip }) => {
      if (!isReady(contender)) return skip(`it ${(contender.program as { missing: string }).missing}`)
      assertSameAnswers(contender.name, await answersFrom(contender), expected)
    },
  )
})

test('if an answer differs, the error names the operation', () => {
  for (const operation of operations) {
    const changed = { ...expected, [operation]: 'something else' }
    expect(() => assertSameAnswers('a contender', changed, expected)).toThrow(`answers ${operation} with`)
  }
})
