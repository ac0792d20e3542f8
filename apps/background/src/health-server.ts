import { createServer, type Server } from 'node:http'

/**
 * Answers `/healthz` and `/readyz`. The latter is 503 while the program cannot read what is due.
 * @returns a server that is not listening yet
 */
export function createHealthServer(isWorking: () => boolean): Server {
  return createServer(({ url }, response) => {
    const status = statusOf(url, isWorking())
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: texts[status] }))
  })
}

const texts = { 200: 'ok', 404: 'not found', 503: 'not ready' } as const

function statusOf(path: string | undefined, isWorking: boolean): keyof typeof texts {
  if (path === '/healthz') return 200
  if (path !== '/readyz') return 404
  return isWorking ? 200 : 503
}
