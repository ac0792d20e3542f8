import type { Filter, Label, OwnerScope, Page, PagePosition, Section, Stores, Task } from '@ownlist/db'
import type { DraftList, DraftTask, ExportFrame } from '@ownlist/transfer'

const rowsAtOnce = 200

/** The lists, sections, labels and saved filters of an owner. */
export async function exportFrame(
  { lists, sections, labels, filters }: Pick<Stores, 'lists' | 'sections' | 'labels' | 'filters'>,
  owner: OwnerScope,
): Promise<Omit<ExportFrame, 'zones'>> {
  const [allLists, allSections, allLabels, allFilters] = await Promise.all([
    allOf((query) => lists.list(owner, query)),
    allOf((query) => sections.list(owner, query)),
    allOf((query) => labels.list(owner, query)),
    allOf((query) => filters.list(owner, query)),
  ])
  return {
    lists: allLists.map(
      ({ id, title, color, archivedAt, position }): DraftList => ({
        key: id,
        title,
        color,
        archivedAt,
        position,
        sections: allSections.filter(({ listId }) => listId === id).map(toSection),
      }),
    ),
    labels: allLabels.map(toLabel),
    filters: allFilters.map(toFilter),
    now: new Date(),
  }
}

const toSection = ({ id, title, position }: Section) => ({ key: id, title, position })
const toLabel = ({ id, title, color, position }: Label) => ({ key: id, title, color, position })
const toFilter = ({ id, title, query, position }: Filter) => ({ key: id, title, query, position })

/** Sorts rows by the manual order. */
async function allOf<Row extends { readonly id: string; readonly position: string }>(
  page: (query: { readonly limit: number; readonly after: PagePosition | null }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let after: PagePosition | null = null
  do {
    const { items, next }: Page<Row> = await page({ limit: rowsAtOnce, after })
    rows.push(...items)
    after = next
  } while (after !== null)
  return rows.sort((one, other) => compare(one.position, other.position) || compare(one.id, other.id))
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** A task without its references to deleted rows. */
export function draftTasks(frame: Pick<ExportFrame, 'lists' | 'labels'>): (task: Task) => DraftTask {
  const sections = new Set(frame.lists.flatMap(({ sections: all }) => all.map(({ key }) => key)))
  const labels = new Set(frame.labels.map(({ key }) => key))
  return ({ id, parentId, listId, sectionId, labelIds, version: _, updatedAt: __, deletedAt: ___, ...task }) => ({
    ...task,
    key: id,
    parentKey: parentId,
    listKey: listId,
    sectionKey: sectionId !== null && sections.has(sectionId) ? sectionId : null,
    labelKeys: labelIds.filter((label) => labels.has(label)),
  })
}

/** The time zones in some tasks. */
export const zonesOf = (tasks: readonly DraftTask[]): readonly string[] =>
  tasks.flatMap(({ dueZone, deadlineZone }) => [dueZone, deadlineZone]).filter((zone) => zone !== null)
