import type { Value } from '@ownlist/pool'
import { instant, mostAtOnce, parameter, readStatement, type Statement, withinLists } from '../statements.js'
import type { SectionQuery } from './section.js'

/** The form of the API, made by PostgreSQL. */
const fields = `section.id, section.list_id as "listId", section.title, section.position, section.version,
  ${instant('section.created_at')} as "createdAt", ${instant('section.updated_at')} as "updatedAt",
  ${instant('section.deleted_at')} as "deletedAt"`

/** Sections that are not deleted, with their lists: a section whose list is deleted counts as deleted. */
const sections = `section join list on list.user_id = $1 and list.id = section.list_id
  where scope.owner = $1 and section.user_id = $1 and ${withinLists('section.list_id')}
    and section.deleted_at is null and list.deleted_at is null`

/** Parameter: its id. */
export const getSection = readStatement(
  'section_get',
  `select ${fields} from ${sections} and section.id = ${parameter(1)} limit 1`,
)

/** Those of some sections that are not deleted. Parameter: their ids, separated by commas. */
export const getSections = readStatement(
  'section_get_many',
  `select ${fields} from ${sections} and section.id = any (string_to_array(${parameter(1)}, ',')::uuid[]) limit ${mostAtOnce}`,
)

const page = (name: string, after: string): Statement =>
  readStatement(
    name,
    `select ${fields} from ${sections} and (${parameter(2)}::uuid is null or section.list_id = ${parameter(2)}) ${after}
      order by section.created_at desc, section.id desc limit ${parameter(1)}`,
  )

const first = page('section_list', '')
const later = page(
  'section_list_after',
  `and (section.created_at, section.id) < (${parameter(3)}::timestamptz, ${parameter(4)}::uuid)`,
)

/** A page of the newest sections, and its parameters. */
export function listSections({ listId = '', after }: Pick<SectionQuery, 'listId' | 'after'>, take: number) {
  const values: readonly Value[] = [take, listId === '' ? null : listId]
  return after === null
    ? { statement: first, values }
    : { statement: later, values: [...values, after.createdAt, after.id] }
}
