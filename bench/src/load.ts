import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { LoadPlan, LoadResult } from './load-plan.js'
import type { LoadOrder } from './load-process.js'

/** A process that sends requests. Disposing of it ends it. */
export interface LoadGenerator extends AsyncDisposable {
  /**
   * Sends the requests of a plan, and waits for every answer.
   * @param tokens by user id
   * @throws {Error} if a request fails, or is not answered with 200
   */
  send(url: string, plan: LoadPlan, tokens: ReadonlyMap<string, string>): Promise<LoadResult>
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(new URL('load-process.js', import.meta.url), { stdio: 'inherit' })
  return {
    async send(url, plan, tokens) {
      child.send({ url, ...plan, tokens: Object.fromEntries(tokens) } satisfies LoadOrder)
      const [answer] = (await once(child, 'message')) as [LoadResult | { readonly failure: string }]
      if ('failure' in answer) throw new Error(answer.failure)
      return answer
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
