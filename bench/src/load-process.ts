// Sends requests from a separate process, so that its CPU time does not count towards any contender.
import autocannon from 'autocannon'
import type { LoadPlan, LoadResult } from './load-plan.js'

/** What the process has to do. */
export interface LoadOrder extends LoadPlan {
  readonly url: string
  /** By user id. */
  readonly tokens: Readonly<Record<string, string>>
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  )
})

/** @throws {Error} if a request fails, or is not answered with 200 */
async function run({ url, tokens, connections, each }: LoadOrder): Promise<LoadResult> {
  const clients = connections.map((requests) =>
    requests.map(({ userId, path, body }): autocannon.Request => {
      const authorization = `Bearer ${tokens[userId]}`
      if (body === undefined) return { method: 'GET', path, headers: { authorization } }
      const headers = { authorization, 'content-type': 'application/json' }
      return { method: 'POST', path, headers, body: JSON.stringify(body) }
    }),
  )
  const latencies: number[] = []
  const statuses = new Set<number>()
  let next = 0
  const options: autocannon.Options & { readonly sampleInt: number } = {
    url,
    connections: clients.length,
    amount: clients.length * each,
    setupClient: (client) => client.setRequests(clients[next++] ?? []),
    timeout: 60,
    // How often it checks whether everything is done, in milliseconds.
    sampleInt: 20,
  }
  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
    instance.on('response', (...[, status, , milliseconds]) => {
      statuses.add(status)
      latencies.push(milliseconds)
    })
  })
  statuses.delete(200)
  if (errors > 0 || statuses.size > 0) {
    throw new Error(`${errors} requests failed; answers other than 200: ${[...statuses].join(', ') || 'none'}`)
  }
  return { latencies }
}
