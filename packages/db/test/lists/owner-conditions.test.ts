import type { ListFields, ListQuery } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { listDomain } from '../../src/lists/list-store.js'
import { taskDomain } from '../../src/tasks/task-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

const task = { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

testOwnerConditions<ListFields, ListQuery>({
  domain: listDomain,
  fields: { title: 'Hers' },
  everything: [{ limit: 200, after: null }],
  promises: (intact) => ({
    'his deleted lists make room, and none of her deleted tasks is removed with them': async (lists, scene) => {
      const tasks = taskDomain.createStore(intact)
      const { id } = await tasks.create(scene.alice, { ...task, id: uuidv7() })
      await tasks.delete(scene.alice, id)
      await scene.fillWithDeleted()
      await lists.create(scene.bob, { id: uuidv7(), title: 'His' })
      await tasks.restore(scene.alice, id)
    },
  }),
})
