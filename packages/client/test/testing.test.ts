// domain: tasks
import { OwnlistError } from '@ownlist/client'
import { createFakeClient } from '@ownlist/client/testing'
import { expect, expectTypeOf, test } from 'vitest'

test('a fake answers as defined, with the types of the real client', async () => {
  const inputs: unknown[] = []
  const client = createFakeClient({
    task: {
      list: (input) => {
        expectTypeOf(input).not.toBeAny()
        inputs.push(input)
        return { items: [], nextCursor: null }
      },
      // @ts-expect-error a page is not a task
      get: () => ({ items: [] }),
    },
  })
  expect(await client.task.list.query({ limit: 2 })).toEqual({ items: [], nextCursor: null })
  expect(inputs).toEqual([{ limit: 2 }])
})

test('a fake fails with the error that it throws, and has no other procedures', async () => {
  const client = createFakeClient({
    account: {
      whoami: () => {
        throw new OwnlistError('UNREACHABLE', 'Nobody there.')
      },
    },
  })
  await expect(client.account.whoami.query()).rejects.toMatchObject({ code: 'UNREACHABLE', message: 'Nobody there.' })
  await expect(client.task.list.query()).rejects.toMatchObject({ name: 'OwnlistError', code: 'NOT_FOUND' })
})
