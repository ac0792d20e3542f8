import type { RouterInputs } from '@ownlist/client'
import colours from 'picocolors'
import { allFilters, type Filter, findFilter } from '../find-list.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { rowCommands } from './named-rows.js'

type Draft = Omit<RouterInputs['filter']['create'], 'id'>
type Changes = Omit<RouterInputs['filter']['update'], 'id' | 'version'>

/** The commands for saved filters. The web app shows the tasks that a filter selects. */
export const filters = rowCommands<Filter, Draft, Changes>({
  kind: 'filter',
  command: 'filters',
  none: () => text('lists.noFilters'),
  all: allFilters,
  find: findFilter,
  router: ({ filter }) => filter,
  facts:
    async () =>
    ({ query }) => [colours.dim(harmless(query))],
})
