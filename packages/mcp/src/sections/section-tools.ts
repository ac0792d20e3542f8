import { newSection, section, sectionChanges, sectionPage, sectionQuery, sectionRef } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const sectionTools: ProcedureTools = {
  list_sections: {
    procedure: 'section.list',
    type: 'query',
    title: 'List the sections',
    description:
      'Returns the sections of the list listId, or of all lists, one page at a time. Tasks refer to a section by its id, in sectionId.',
    input: sectionQuery,
    output: sectionPage,
  },
  create_section: {
    procedure: 'section.create',
    type: 'mutation',
    title: 'Add a section',
    description: 'Adds a section to a list. Call list_sections first, because the list may already have it.',
    input: newSection,
    output: section,
  },
  update_section: {
    procedure: 'section.update',
    type: 'mutation',
    title: 'Change a section',
    description: 'Changes only the given fields. Pass the version that you have read.',
    input: sectionChanges,
    output: section,
  },
  delete_section: {
    procedure: 'section.delete',
    type: 'mutation',
    title: 'Delete a section',
    description: 'Deletes a section; its tasks stay in the list. restore_section restores it, with its tasks.',
    input: sectionRef,
    output: section,
    destructive: true,
    idempotent: true,
  },
  restore_section: {
    procedure: 'section.restore',
    type: 'mutation',
    title: 'Restore a deleted section',
    description: 'Undoes delete_section.',
    input: sectionRef,
    output: section,
    idempotent: true,
  },
}
