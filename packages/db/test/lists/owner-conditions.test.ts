import type { ListFields, ListQuery } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { listDomain } from '../../src/lists/list-store.js'
import { preferencesDomain } from '../../src/preferences/preferences-store.js'
import { sectionDomain } from '../../src/sections/section-store.js'
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
    'his deleted lists make room, and her deleted sections and her default list stay': async (lists, scene) => {
      const [tasks, sections] = [taskDomain.createStore(intact), sectionDomain.createStore(intact)]
      const preferences = preferencesDomain.createStore(intact)
      const { alice, id: listId } = scene
      const section = await sections.create(alice, { id: uuidv7(), listId, title: 'Hers' })
      const { id } = await tasks.create(alice, { ...task, id: uuidv7(), listId, sectionId: section.id })
      const empty = await sections.create(alice, { id: uuidv7(), listId, title: 'Hers, too' })
      for (const each of [section, empty]) await sections.delete(alice, each.id)
      const gone = await listDomain.createStore(intact).create(alice, { id: uuidv7(), title: 'Hers' })
      await preferences.update(alice, { defaultListId: gone.id })
      await listDomain.createStore(intact).delete(alice, gone.id)
      await scene.fillWithDeleted()
      await lists.create(scene.bob, { id: uuidv7(), title: 'His' })
      expect(await tasks.get(alice, id)).toMatchObject({ sectionId: section.id })
      expect(await preferences.get(alice)).toMatchObject({ defaultListId: gone.id })
      for (const each of [section, empty]) await sections.restore(alice, each.id)
    },
  }),
})
