import type { List, RouterInputs } from '@ownlist/client'
import colours from 'picocolors'
import { allLists, findList } from '../find-list.js'
import { text } from '../texts/text.js'
import { rowCommands } from './named-rows.js'

type Draft = Omit<RouterInputs['list']['create'], 'id'>
type Changes = Omit<RouterInputs['list']['update'], 'id' | 'version'>

/** The commands for lists. Deleting a list also deletes its tasks, and restoring it restores them. */
export const lists = rowCommands<List, Draft, Changes>({
  kind: 'list',
  command: 'lists',
  none: () => text('lists.none'),
  all: allLists,
  find: findList,
  router: ({ list }) => list,
  facts:
    async () =>
    ({ color, archivedAt }) => [
      colours.dim(color ?? ''),
      archivedAt === null ? '' : colours.dim(text('lists.archived')),
    ],
})
