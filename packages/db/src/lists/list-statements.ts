import { instant, mostAtOnce, parameter, readStatement, type Statement, withinLists } from '../statements.js'

/** The form of the API, made by PostgreSQL. */
const fields = `list.id, list.title, list.color, list.position, ${instant('list.archived_at')} as "archivedAt", list.version, ${instant('list.created_at')} as "createdAt",
  ${instant('list.updated_at')} as "updatedAt", ${instant('list.deleted_at')} as "deletedAt"`

const owned = `scope.owner = $1 and list.user_id = $1 and ${withinLists('list.id')} and list.deleted_at is null`

/** A list that is not deleted. Parameter: its id. */
export const getList = readStatement(
  'list_get',
  `select ${fields} from list where ${owned} and list.id = ${parameter(1)} limit 1`,
)

/** Those of some lists that are not deleted. Parameter: their ids, separated by commas. */
export const getLists = readStatement(
  'list_get_many',
  `select ${fields} from list where ${owned} and list.id = any (string_to_array(${parameter(1)}, ',')::uuid[])
    limit ${mostAtOnce}`,
)

const page = (name: string, after: string): Statement =>
  readStatement(
    name,
    `select ${fields} from list where ${owned} ${after}
      order by list.created_at desc, list.id desc limit ${parameter(1)}`,
  )

/** The newest lists that are not deleted. Parameter: how many. */
export const firstLists = page('list_list', '')

/** Those after a position. Parameters: how many; when the row at the position was created, and its id. */
export const laterLists = page(
  'list_list_after',
  `and (list.created_at, list.id) < (${parameter(2)}::timestamptz, ${parameter(3)}::uuid)`,
)
