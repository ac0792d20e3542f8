import type { PageRoom } from '@ownlist/db'

/**
 * How many bytes the pages of one response may have. Each call of a batch may exceed this by one row of at most 63 KB,
 * so that the response to ten calls is smaller than 2 MiB.
 */
const answerBytes = 1_250_000

/** How many bytes a row takes in a JSON response, including the comma after it. */
const jsonBytes = (row: unknown): number => Buffer.byteLength(JSON.stringify(row)) + 1

/**
 * The room for the pages of one request's calls. It is created once per request and shared by its calls.
 * @param bytesOf the size of a row, if the response contains more than its JSON
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
