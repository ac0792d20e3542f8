import { expect, vi } from 'vitest'
import { type BuiltApi, runBuiltApi } from '../built-api.js'

/** An API of several processes, all of which serve requests. */
export interface ApiProcesses {
  /** The program that started them. */
  readonly api: BuiltApi
  readonly url: string
  /** The processes that have served requests so far, in order. */
  pids(): number[]
}

/**
 * Runs until the test has ended.
 * @param env with API_PROCESSES, 2 or more
 */
export const startProcesses = (env: Readonly<Record<string, string>>): Promise<ApiProcesses> =>
  processesOf(runBuiltApi(env))

/** @param api an API that was started with API_PROCESSES, 2 or more */
export async function processesOf(api: BuiltApi): Promise<ApiProcesses> {
  // Unlike `expect.poll`, this also works in a hook.
  await vi.waitFor(() => expect(api.output()).toContain('"msg":"all processes serve"'), { timeout: 60_000 })
  return {
    api,
    url: api.lines().find(({ msg }) => msg === 'listening')?.url ?? '',
    pids: () => api.lines().flatMap(({ msg, pid }) => (msg === 'listening' ? pid : [])),
  }
}

/** Whether a process exists. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
