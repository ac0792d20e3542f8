// domain: tasks
import { newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { startAppApi } from '../../app-api.js'
import { openDevice } from './device.js'
import { createRandom } from './random.js'

test('a deleted list hides its tasks at once; after it is restored, even a device that never saw them has them', async () => {
  await using api = await startAppApi()
  const userId = newUserId()
  const open = (name: string) => openDevice({ api, userId, name, random: createRandom(1) })
  const first = await open('first')
  const list = await first.tab.create('list', { title: 'Garden' })
  const task = await first.tab.create('task', { title: 'Water', listId: list.id })
  first.switchNetwork()
  await first.tab.delete('list', list.id)
  expect(first.tab.all('task')).toEqual([])
  first.switchNetwork()
  await first.sync()

  const second = await open('second')
  expect([second.tab.all('list'), second.tab.all('task')]).toEqual([[], []])
  await first.tab.restore('list', list.id)
  await first.sync()
  expect(first.tab.get('task', task.id)).toMatchObject({ title: 'Water' })
  await second.sync()
  expect(second.tab.get('task', task.id)).toMatchObject({ title: 'Water', listId: list.id })
  for (const device of [first, second]) await device.close()
})
