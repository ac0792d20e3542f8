import type { PageRoom } from '@ownlist/db'

/**
 * What the pages of one answer may take, in bytes. Each call of a batch may go past it by one row, of at most 63 KB, so that
 * the answer to ten calls has less than 2 MiB.
 */
const answerBytes = 1_250_000

/** How many bytes a row takes in an answer of JSON, with the comma behind it. */
const jsonBytes = (row: unknown): number => Buffer.byteLength(JSON.stringify(row)) + 1

/**
 * The room for the pages of one request's calls: made once for each request, and shared by its calls.
 * @param bytesOf what a row takes where the answer is more than its JSON
 */
export function createPageRoom(bytes: number = answerBytes, bytesOf: (row: unknown) => number = jsonBytes): PageRoom {
  let left = bytes
  return {
    get full() {
      return left <= 0
    },
    add(row) {
      left -= bytesOf(row)
    },
  }
}
