import { root } from '@ownlist/stack'
import { describe, expect, test } from 'vitest'
import { createNameFaults } from '../src/name-faults.js'
import { namesOf } from '../src/names.js'

const nameFaults = createNameFaults(root)
const faultsOf = (name: string, plural?: string) => nameFaults(namesOf(name, plural)).join('\n')

const language = 'a use already, in JavaScript or TypeScript'

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
    ['key', '"key" has a use already, in the generated code'],
    ['id', '"id" has a use already, in the generated code'],
    ['title', '"title" has a use already, in the generated code'],
    ['body', '"body" has a use already, in the generated code'],
    ['row', 'in the generated code'],
    ['query', 'in the generated code'],
    ['owner-scope', '"OwnerScope" has a use already'],
    ['prisma', '"Prisma" has a use already'],
    ['account', '"accountTests" has a use already, in apps/server/test/resources/registry.ts'],
    ['due', '"Due" has a use already, in packages/db/src/generated/client.ts'],
    ['device', '"device" has a use already, in apps/web/src/texts/catalogue.ts'],
    // domain: tasks {
    ['app', '"/apps" has a use already, in '],
    ['view', 'apps/web/src/views exists already'],
    ['section', '"sections" has a use already, in '],
    ['filter', '"/filters" has a use already, in '],
    ['task', '"Task" has a use already'],
    ['task-page', '"TaskPage" has a use already'],
    // domain: tasks }
  ])('%s', (name, fault) => {
    expect(faultsOf(name)).toContain(fault)
  })

  test.each([
    ['account', 'apps/web/src/account exists already'],
    ['constructor', language],
    ['generated', 'packages/db/src/generated exists already'],
    ['sign-up', '"/sign-up" has a use already, in '],
    ['healthz', '"/healthz" has a use already'],
    ['forms', 'apps/web/src/forms exists already'],
    ['device', '"device" has a use already, in apps/web/src/texts/catalogue.ts'],
    // domain: tasks {
    ['today', '"/today" has a use already'],
    ['done', '"/done" has a use already'],
    ['share', '"/share" has a use already, in '],
    ['tasks', '"tasks" has a use already, in '],
    ['lists', '"/lists" has a use already, in '],
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
