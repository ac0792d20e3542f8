import { label, labelChanges, labelPage, labelQuery, labelRef, newLabel } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const labelTools: ProcedureTools = {
  list_labels: {
    procedure: 'label.list',
    type: 'query',
    title: 'List the labels',
    description:
      'Returns the user’s labels, one page at a time. Tasks refer to a label by its id, in labelIds. If you are limited to one list, you cannot use labels.',
    input: labelQuery,
    output: labelPage,
  },
  create_label: {
    procedure: 'label.create',
    type: 'mutation',
    title: 'Add a label',
    description: 'Adds a label. Call list_labels first, because the user may already have it.',
    input: newLabel,
    output: label,
  },
  update_label: {
    procedure: 'label.update',
    type: 'mutation',
    title: 'Change a label',
    description: 'Changes only the given fields. Pass the version that you have read.',
    input: labelChanges,
    output: label,
  },
  delete_label: {
    procedure: 'label.delete',
    type: 'mutation',
    title: 'Delete a label',
    description: 'Deletes a label; its tasks stay. restore_label restores it, with its tasks.',
    input: labelRef,
    output: label,
    destructive: true,
    idempotent: true,
  },
  restore_label: {
    procedure: 'label.restore',
    type: 'mutation',
    title: 'Restore a deleted label',
    description: 'Undoes delete_label.',
    input: labelRef,
    output: label,
    idempotent: true,
  },
}
