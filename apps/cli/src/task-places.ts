import type { ApiClient, Task } from '@ownlist/client'
import type { Cli } from './cli.js'
import { allLabels, allSections, findLabel, findSection, ifAllowed } from './find-list.js'
import { findTask } from './find-task.js'

/** The places of a task, by name. Commander's `--no-section` sets a flag to false. */
export interface PartOptions {
  readonly label?: readonly string[] | false
  readonly section?: string | false
  /** The end of an id. */
  readonly parent?: string | false
}

/** The task as it is, or as it will be apart from these flags. */
interface Before extends Pick<Task, 'labelIds'> {
  readonly listId: string | null | undefined
}

/**
 * The labels, the section and the parent task that the flags name. Labels are added to the existing ones. A task that
 * becomes a subtask moves to the list of its parent task.
 * @throws {CliError} if there is no such label, section or task
 */
export async function placesOf(cli: Cli, client: ApiClient, { options, before }: Naming) {
  const { label, section, parent } = options
  const parentTask = typeof parent === 'string' ? await findTask(client, parent, cli.terminal) : null
  const listId = parentTask === null ? (before.listId ?? null) : parentTask.listId
  return {
    ...(label === undefined ? {} : { labelIds: label ? await withLabels(cli, client, { label, before }) : [] }),
    ...(parent === undefined ? {} : { parentId: parentTask?.id ?? null }),
    ...(parentTask === null ? {} : { listId }),
    ...(section === undefined ? {} : { sectionId: section ? await sectionIn(section) : null }),
  }

  async function sectionIn(name: string): Promise<string> {
    // A task that is in no list is in no section either.
    const sections = (await allSections(client, cli.signal)).filter((one) => one.listId === listId)
    return findSection(sections, name).id
  }
}

interface Naming {
  readonly options: PartOptions
  readonly before: Before
}

async function withLabels(
  { signal }: Cli,
  client: ApiClient,
  { label, before }: { readonly label: readonly string[]; readonly before: Before },
): Promise<string[]> {
  const labels = await ifAllowed(allLabels(client, signal))
  return [...new Set([...before.labelIds, ...label.map((name) => findLabel(labels, name).id)])]
}
