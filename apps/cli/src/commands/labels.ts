import type { RouterInputs } from '@ownlist/client'
import colours from 'picocolors'
import { allLabels, findLabel, type Label } from '../find-list.js'
import { text } from '../texts/text.js'
import { rowCommands } from './named-rows.js'

type Draft = Omit<RouterInputs['label']['create'], 'id'>
type Changes = Omit<RouterInputs['label']['update'], 'id' | 'version'>

/** The commands for labels. When a label is deleted, its tasks stay. When it is restored, they have it again. */
export const labels = rowCommands<Label, Draft, Changes>({
  kind: 'label',
  command: 'labels',
  none: () => text('lists.noLabels'),
  all: allLabels,
  find: findLabel,
  router: ({ label }) => label,
  facts:
    async () =>
    ({ color }) => [colours.dim(color ?? '')],
})
