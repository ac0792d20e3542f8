import type { RouterInputs } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { allLists, allSections, findList, findSection, type Section } from '../find-list.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { rowCommands } from './named-rows.js'

type Draft = Omit<RouterInputs['section']['create'], 'id'>
type Changes = Omit<RouterInputs['section']['update'], 'id' | 'version'>

/** The commands for the sections of one list or of all lists. When a section is deleted, its tasks stay in their list. */
export async function sectionsIn(cli: Cli, list: string | undefined) {
  const listId = list === undefined ? undefined : await listIdOf(cli, list)
  return rowCommands<Section, Draft, Changes>({
    kind: 'section',
    command: 'sections',
    none: () => text('lists.noSections'),
    all: async (client, signal) =>
      (await allSections(client, signal)).filter((section) => listId === undefined || section.listId === listId),
    find: findSection,
    router: ({ section }) => section,
    facts: async ({ signal }, client) => {
      const titles = new Map((await allLists(client, signal)).map(({ id, title }) => [id, harmless(title)]))
      return (section) => [colours.dim(titles.get(section.listId) ?? '')]
    },
  })
}

/** Creates a section at the end of a list. */
export async function addSection(cli: Cli, title: string, { list }: { readonly list: string }): Promise<void> {
  await (await sectionsIn(cli, undefined)).add(cli, { title, listId: await listIdOf(cli, list) })
}

const listIdOf = async (cli: Cli, name: string): Promise<string> =>
  findList(await allLists(await cli.connect(), cli.signal), name).id
