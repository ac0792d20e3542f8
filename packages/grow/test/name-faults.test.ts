import { root } from '@ownlist/stack'
import { describe, expect, test } from 'vitest'
import { createNameFaults } from '../src/name-faults.js'
import { namesOf } from '../src/names.js'

const nameFaults = createNameFaults(root)
const faultsOf = (name: string, plural?: string) => nameFaults(namesOf(name, plural)).join('\n')

const language = 'is already used in JavaScript or TypeScript'

describe('a name is refused before anything is written', () => {
  test.each([
    ['class', language],
    ['new', language],
    ['default', language],
    ['await', language],
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
    ['client', 'in tRPC'],
    ['query-client', 'in tRPC'],
    ['create-client', 'in tRPC'],
    ['date-time', 'in Prisma'],
    ['int', 'in Prisma'],
    ['json', 'in Prisma'],
    ['key', '"key" is already used in the generated code'],
    ['id', '"id" is already used in the generated code'],
    ['title', '"title" is already used in the generated code'],
    ['body', '"body" is already used in the generated code'],
    ['row', 'in the generated code'],
    ['query', 'in the generated code'],
    ['owner-scope', '"OwnerScope" is already used'],
    ['prisma', '"Prisma" is already used'],
    ['account', '"accountTests" is already used in apps/server/test/resources/registry.ts'],
    ['due', '"Due" is already used in packages/db/src/generated/client.ts'],
    ['device', '"device" is already used in apps/web/src/texts/catalogue.ts'],
    // domain: tasks {
    ['app', '"/apps" is already used in '],
    ['view', 'apps/web/src/views already exists'],
    ['section', '"sections" is already used in '],
    ['filter', '"/filters" is already used in '],
    ['task', '"Task" is already used'],
    ['task-page', '"TaskPage" is already used'],
    // domain: tasks }
  ])('%s', (name, fault) => {
    expect(faultsOf(name)).toContain(fault)
  })

  test.each([
    ['account', 'apps/web/src/account already exists'],
    ['constructor', language],
    ['generated', 'packages/db/src/generated already exists'],
    ['sign-up', '"/sign-up" is already used in '],
    ['healthz', '"/healthz" is already used'],
    ['forms', 'apps/web/src/forms already exists'],
    ['device', '"device" is already used in apps/web/src/texts/catalogue.ts'],
    // domain: tasks {
    ['today', '"/today" is already used'],
    ['done', '"/done" is already used'],
    ['share', '"/share" is already used in '],
    ['tasks', '"tasks" is already used in '],
    ['lists', '"/lists" is already used in '],
    // domain: tasks }
  ])('note, with %s as its plural', (plural, fault) => {
    expect(faultsOf('note', plural)).toContain(fault)
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
