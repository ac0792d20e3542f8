// domain: tasks
/** Labels. */
export const en = {
  label: 'Labels',
  new: 'New label',
  name: 'Name of the label',
  add: 'Add label',
  added: 'Label added',
  changed: 'Label changed',
  delete: 'Delete label "{title}"',
  deleted: 'Label deleted',
} as const
