import { root } from '@ownlist/stack'
import { describe, expect, test } from 'vitest'
import { nameFaults } from '../src/name-faults.js'
import { namesOf } from '../src/names.js'

const faultsOf = (name: string, plural?: string) => nameFaults(root, namesOf(name, plural)).join('\n')

const language = 'has a meaning in JavaScript or TypeScript'
const library = 'has a meaning in tRPC or Prisma'

describe('a name is refused before anything is written', () => {
  test.each([
    ['class', language],
    ['new', language],
    ['default', language],
    ['constructor', language],
    ['to-string', language],
    ['value-of', language],
    ['has-own-property', language],
    ['date', language],
    ['map', language],
    ['record', language],
    ['promise', language],
    ['partial', language],
    ['property-key', language],
    ['iterator', language],
    ['then', language],
    ['apply', language],
    ['call', language],
    ['bind', language],
    ['length', language],
    ['client', library],
    ['query-client', library],
    ['create-client', library],
    ['date-time', library],
    ['int', library],
    ['json', library],
    ['key', '"key" has another use in the generated code'],
    ['id', '"id" has another use in the generated code'],
    ['title', '"title" has another use in the generated code'],
    ['body', '"body" has another use in the generated code'],
    ['row', 'has another use in the generated code'],
    ['query', 'has another use in the generated code'],
    ['room', 'packages/api/src/context.ts already has "room"'],
    ['prisma', 'already has "Prisma"'],
    ['account', 'apps/server/test/resources/index.ts already has "accountTests"'],
    // domain: tasks {
    ['section', 'already has "Section"'],
    ['task', 'already has "Task"'],
    ['task-page', 'already has "TaskPage"'],
    // domain: tasks }
  ])('%s', (name, fault) => {
    expect(faultsOf(name)).toContain(fault)
  })

  test.each([
    ['note', 'account'],
    ['note', 'constructor'],
    ['note', 'generated'],
    ['note', 'sign-up'],
    ['page-visit', 'forms'],
    ['page-visit', 'device'],
    // domain: tasks {
    ['note', 'tasks'],
    ['note', 'lists'],
    // domain: tasks }
  ])('%s, with %s as its plural', (name, plural) => {
    expect(faultsOf(name, plural)).not.toBe('')
  })
})

const accepted = [
  'note',
  'feed-item',
  'order',
  'user',
  'event',
  'link',
  'project',
  'message',
  'tag',
  'comment',
  'invoice',
]

test.each(accepted)('%s is accepted', (name) => {
  expect(faultsOf(name)).toBe('')
})
