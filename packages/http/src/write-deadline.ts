import type { ServerResponse } from 'node:http'

/**
 * Cuts off a client that does not read its answer: one that has taken nothing for `ms` milliseconds while bytes wait for
 * it. The connection is reset, so the kernel drops what it holds for the client, too. A slow client that keeps reading is
 * never cut off, and neither is one that waits for an answer that takes long to make. Node notices progress when it checks,
 * so the cut comes after one to two times `ms`.
 */
export function setWriteDeadline(response: ServerResponse, ms = 10_000): void {
  response.setTimeout(ms, () => {
    const { socket } = response
    if (socket !== null && socket.writableLength > 0) socket.resetAndDestroy()
    else socket?.setTimeout(ms)
  })
}
