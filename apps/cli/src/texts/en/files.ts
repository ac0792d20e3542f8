/** Files for import and export. */
export const files = {
  notFound: 'There is no file {file}, or its folder does not exist.',
  exists: '{file} already exists. Use --force to replace it.',
  failed: '{file} cannot be read or written ({code}).',
  tooLarge: '{file} has more than 10 MiB.',
  empty: '{file} is empty.',
  exporting: 'Exporting',
  exported: 'Everything was exported to {output}.',
  needsYes: 'Use --yes to import without being asked, or --preview to see what would be imported.',
  sending: 'Sending the file, {percent, number} %',
  importing: 'Importing, {percent, number} %',
  imported: 'Imported {rows, plural, one {# row} other {# rows}}. `ownlist undo` reverts this.',
  broken: 'The API ended the import before it was finished. Nothing was imported.',
  ask: 'Import this?',
  cancelled: 'Nothing was imported.',
  contains:
    '{format}: {lists, plural, one {# list} other {# lists}}, {sections, plural, one {# section} other {# sections}}, {labels, plural, one {# label} other {# labels}}, {filters, plural, =0 {} one {# filter, } other {# filters, }}{tasks, plural, one {# task} other {# tasks}}',
  losses: 'These things cannot be kept as they are:',
  row: 'row {row}',
  loss: '{what, select, CUT {is shortened} NOT_KEPT {is not kept} NOT_UNDERSTOOD {was not understood} CHANGED {becomes the nearest value} ASSUMED {can be read in two ways} REPEATED {has an id that another row has} MISSING {names a row that does not exist} CYCLE {names a row below this one} TOO_DEEP {is too deep and moves up} TOO_MANY {are too many} other {{what}}}',
  moreLosses: '…and {count, number} more.',
} as const
