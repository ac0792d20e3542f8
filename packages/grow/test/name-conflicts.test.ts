import { root } from '@ownlist/stack'
import { describe, expect, test } from 'vitest'
import { nameConflicts } from '../src/name-conflicts.js'
import { namesOf } from '../src/names.js'
import { obstacles } from '../src/plan.js'
import { planResource } from '../src/resource-plan.js'

function faultsOf(name: string, plural?: string): string {
  const names = namesOf(name, plural)
  const plan = planResource(names, '20990101000000')
  return [...nameConflicts(root, names, plan), ...obstacles(root, { files: plan.files, lines: [] })].join('\n')
}

const language = 'JavaScript or TypeScript has a meaning'

describe('a name is refused before anything is written', () => {
  test.each([
    ['class', language],
    ['new', language],
    ['default', language],
    ['constructor', language],
    ['to-string', language],
    ['value-of', language],
    ['has-own-property', language],
    ['map', language],
    ['record', language],
    ['promise', language],
    ['partial', language],
    ['property-key', language],
    ['iterator', language],
    ['then', 'tRPC has a meaning'],
    ['apply', 'tRPC has a meaning'],
    ['query-client', 'tRPC has a meaning'],
    ['key', 'The generated code has another use for "key"'],
    ['id', 'The generated code has another use for "id"'],
    ['title', 'The generated code has another use for "title"'],
    ['body', 'The generated code has another use for "body"'],
    ['row', 'The generated code has another use'],
    ['query', 'The generated code has another use'],
    ['room', 'packages/api/src/context.ts already has "room"'],
    ['prisma', 'generated/client.ts already has "Prisma"'],
    ['account', 'apps/server/test/resources/index.ts already has "accountTests"'],
    ['sign-in', 'The web app already has the page /sign-in'],
    // domain: tasks {
    ['priority', 'packages/db/src/tasks/task.ts already has "Priority"'],
    ['task', 'generated/client.ts already has "Task"'],
    ['task-page', 'already has "TaskPage"'],
    // }
  ])('%s', (name, fault) => {
    expect(faultsOf(name)).toContain(fault)
  })

  test.each(['date-time', 'int', 'json'])('if Prisma refuses it: %s', (name) => {
    expect(faultsOf(name)).toMatch(/Prisma refuses the model: .*"\w+"/)
  })

  test.each([
    ['note', 'account'],
    ['note', 'constructor'],
    ['note', 'generated'],
    ['page-visit', 'forms'],
    ['page-visit', 'device'],
    // domain: tasks {
    ['note', 'tasks'],
    ['note', 'lists'],
    // }
  ])('%s, with %s as its plural', (name, plural) => {
    expect(faultsOf(name, plural)).not.toBe('')
  })
})

test.each(['note', 'feed-item', 'order', 'user', 'event', 'link'])('%s is accepted', (name) => {
  expect(faultsOf(name)).toBe('')
})
