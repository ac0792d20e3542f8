import type { ServerResponse } from 'node:http'

/**
 * Disconnects a client that does not read its response: one that has taken nothing for `ms` milliseconds while bytes
 * wait for it. The connection is reset, so the kernel also drops its buffers for the client. A slow client that keeps
 * reading is never disconnected, nor is one that waits for a slow response. Node notices progress only when it checks,
 * so the reset comes after one to two times `ms`.
 */
export function setWriteDeadline(response: ServerResponse, ms = 10_000): void {
  response.setTimeout(ms, () => {
    const { socket } = response
    if (socket !== null && socket.writableLength > 0) socket.resetAndDestroy()
    else socket?.setTimeout(ms)
  })
}
