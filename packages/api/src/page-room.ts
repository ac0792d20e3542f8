import type { PageRoom } from '@ownlist/db'

/**
 * How many bytes the pages of one response may have. Each call of a batch may exceed this by one row of at most 63 KB,
 * so that the response to ten calls is smaller than 2 MiB.
 */
const answerBytes = 1_250_000

/**
 * The space for the pages in one response. It is created once per request and shared by its calls.
 * @param bytesOf the size of some rows in the response, if it contains more than their JSON
 */
export function createPageRoom(
  bytes: number = answerBytes,
  bytesOf: (json: string) => number = Buffer.byteLength,
): PageRoom {
  let left = bytes
  return {
    get full() {
      return left <= 0
    },
    add(json) {
      // This includes the comma after it.
      left -= bytesOf(json) + 1
    },
    addIfFits(json) {
      const size = bytesOf(json)
      if (size > left) return false
      left -= size
      return true
    },
  }
}
