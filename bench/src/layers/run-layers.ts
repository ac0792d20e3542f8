import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBenchSystem } from '../bench-system.js'
import { startContender } from '../contender-process.js'
import { api, type Ready } from '../contenders.js'
import { startLoadGenerator } from '../load.js'
import { newWrittenIds, type Operation, planOf } from '../operations.js'
import { invitePeople, seedRequests, tasksPerUser, tokensOf } from '../people.js'
import type { Say } from '../run.js'
import { timeByLayer } from './attribute.js'
import { type CpuProfile, selfTimes, type TimeWindow } from './cpu-profile.js'
import type { Layer } from './layer-rules.js'

const connections = 16

/** CPU time per request, in microseconds, by layer. */
export type LayerTimes = ReadonlyMap<Layer, number>

/**
 * Profiles this API under load, once for each operation.
 * @param requests the number of profiled requests; half as many come first, to warm it up
 */
export async function runLayers(operations: readonly Operation[], requests: number, say: Say) {
  const times = new Map<Operation, LayerTimes>()
  for (const operation of operations) {
    say(`profile of ${operation}`)
    times.set(operation, await profileOf(operation, Math.ceil(requests / connections)))
  }
  return times
}

async function profileOf(operation: Operation, each: number): Promise<LayerTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-profile-'))
  await using system = await openBenchSystem()
  await using load = startLoadGenerator()
  const people = invitePeople(connections)
  const tokens = await tokensOf(people, system.issuer)
  const token = tokens.get(people.readers[0]?.userId ?? '') ?? ''
  let window: TimeWindow = { from: 0, to: 0 }
  try {
    const api = await startContender(profiled(folder), { system, token })
    try {
      await load.send(api.url, { connections: seedRequests(people), each: tasksPerUser }, tokens)
      const plan = () => planOf(operation, people, newWrittenIds(connections, each))
      await load.send(api.url, plan(), tokens)
      const from = monotonicMicroseconds()
      await load.send(api.url, plan(), tokens)
      window = { from, to: monotonicMicroseconds() }
    } finally {
      // The profile is written when the process ends on its own.
      await api[Symbol.asyncDispose]()
    }
    const [name = ''] = await readdir(folder)
    const profile = JSON.parse(await readFile(join(folder, name), 'utf8')) as CpuProfile
    const total = timeByLayer(profile, selfTimes(profile, window))
    return new Map([...total].map(([layer, time]) => [layer, time / (each * connections)]))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The clock that V8's profiles use. */
const monotonicMicroseconds = () => Number(process.hrtime.bigint() / 1_000n)

/** This API in a process that writes a profile. */
function profiled(folder: string): Ready {
  const args = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=200', ...api.program.args]
  return { ...api, program: { ...api.program, args } }
}
