/** The unsaved edits of one row, in order. */
export interface EditQueue<Row, Changes> {
  /** The row with every pending edit applied. Users see their edits this way, even before the page shows them. */
  current(row: Row): Row
  /** @param row as it was before, if no edit is pending: as the server last had it */
  add(row: Row, changes: Changes): void
  /** The row as the server last had it, which the next edit is based on. */
  known(): Row
  /**
   * An edit was saved or has failed.
   * @param row as the server has it now
   * @returns the row to show
   */
  done(changes: Changes, row: Row): Row
}

/** Quick edits of one row build on each other, not on what was shown when the first one was made. */
export function createEditQueue<Row extends object, Changes extends Partial<Row>>(): EditQueue<Row, Changes> {
  let waiting: Changes[] = []
  let last: Row | undefined
  const withEdits = (row: Row): Row => Object.assign({}, row, ...waiting)

  function known(): Row {
    if (last === undefined) throw new Error('No edit is pending')
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
