import { expect } from 'vitest'
import { type BuiltApi, runBuiltApi } from '../built-api.js'

/** An API of several processes, all of which serve. */
export interface ApiProcesses {
  /** The program that started them. */
  readonly api: BuiltApi
  readonly url: string
  /** The processes that have served so far, in order. */
  pids(): number[]
}

/** @param env with API_PROCESSES, 2 or more */
export async function startProcesses(env: Readonly<Record<string, string>>): Promise<ApiProcesses> {
  const api = runBuiltApi(env)
  await expect.poll(api.output, { timeout: 60_000 }).toContain('"msg":"all processes serve"')
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
