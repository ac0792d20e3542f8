import type { SectionQuery } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { listDomain } from '../../src/lists/list-store.js'
import type { NewSection } from '../../src/sections/section.js'
import { sectionDomain } from '../../src/sections/section-store.js'
import { taskDomain } from '../../src/tasks/task-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

/** Two people may use the same id. */
const listId = uuidv7()
const page = { limit: 200, after: null } as const
const task = { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId } as const

testOwnerConditions<Omit<NewSection, 'id'>, SectionQuery>({
  domain: sectionDomain,
  fields: { listId, title: 'Hers' },
  prepare: (intact, owner) => listDomain.createStore(intact).create(owner, { id: listId, title: 'Garden' }),
  everything: [
    page,
    { ...page, listId },
    { ...page, after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' } },
  ],
  promises: (intact) => ({
    'his sections need a list of his own': async (sections, { alice, bob }) => {
      const other = await listDomain.createStore(intact).create(alice, { id: uuidv7(), title: 'Hers' })
      const section = { id: uuidv7(), listId: other.id, title: 'His' }
      await expect(sections.create(bob, section)).rejects.toThrow('There is no such list')
    },
    'his deleted sections make room, and none of her tasks loses its section': async (sections, scene) => {
      const [tasks, whole] = [taskDomain.createStore(intact), sectionDomain.createStore(intact)]
      const section = await whole.create(scene.alice, { id: uuidv7(), listId, title: 'Hers' })
      const { id } = await tasks.create(scene.alice, { ...task, id: uuidv7(), sectionId: section.id })
      await whole.delete(scene.alice, section.id)
      await scene.fillWithDeleted()
      await sections.create(scene.bob, { id: uuidv7(), listId, title: 'His' })
      expect(await tasks.get(scene.alice, id)).toMatchObject({ sectionId: section.id })
    },
  }),
})
