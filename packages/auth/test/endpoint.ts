import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Sends one response of a fake issuer. */
export type Answer = (response: ServerResponse) => void

/** An HTTP endpoint of an issuer. The test sets its answer, and it counts its requests. */
export async function startEndpoint(answer: Answer) {
  const state = { answer, hits: 0, strayHits: 0, accept: undefined as string | undefined }
  const server = createServer((request, response) => {
    if (request.url !== '/jwks') state.strayHits++
    state.hits++
    state.accept = request.headers.accept
    state.answer(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/jwks`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  })
}
