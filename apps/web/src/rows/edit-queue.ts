/** One row's edits that are not saved yet, in their order. */
export interface EditQueue<Row, Changes> {
  /** The row with every edit that waits: what the person goes by, even before it is shown. */
  current(row: Row): Row
  /** @param row as it was before, if nothing waits: as the server last had it */
  add(row: Row, changes: Changes): void
  /** The row as the server last had it, by which to save the next edit. */
  known(): Row
  /** An edit has been saved, or has failed. @param row as the server has it now @returns the row to show */
  done(changes: Changes, row: Row): Row
}

/** Quick edits of one row go by each other, not by what was shown when the first was made. */
export function createEditQueue<Row extends object, Changes extends Partial<Row>>(): EditQueue<Row, Changes> {
  let waiting: Changes[] = []
  let last: Row | undefined
  const withEdits = (row: Row): Row => Object.assign({}, row, ...waiting)

  function known(): Row {
    if (last === undefined) throw new Error('Nothing waits to be saved')
    return last
  }

  return {
    current: (row) => (waiting.length === 0 ? row : withEdits(known())),
    add(row, changes) {
      if (waiting.length === 0) last = row
      waiting.push(changes)
    },
    known,
    done(changes, row) {
      waiting = waiting.filter((other) => other !== changes)
      last = row
      return withEdits(row)
    },
  }
}
