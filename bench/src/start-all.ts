import { type RunningContender, type StartedAt, startContender } from './contender-process.js'
import type { Ready } from './contenders.js'

/** Several contenders that serve requests. Disposing of it ends them. */
export interface StartedContenders extends AsyncDisposable {
  readonly running: readonly RunningContender[]
}

/** Starts contenders one after another. If one fails, those before it are ended. */
export async function startAll(contenders: readonly Ready[], at: StartedAt): Promise<StartedContenders> {
  const running: RunningContender[] = []
  const endAll = async () => {
    await Promise.all(running.map((each) => each[Symbol.asyncDispose]()))
  }
  try {
    for (const contender of contenders) running.push(await startContender(contender, at))
  } catch (error) {
    await endAll()
    throw error
  }
  return { running, [Symbol.asyncDispose]: endAll }
}
