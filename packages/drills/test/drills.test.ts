import { drills } from '@ownlist/drills'
import { expect, inject, test } from 'vitest'

// The drills at their smallest. `pnpm test` runs three of them, and `pnpm test:long` runs all. `pnpm drill NAME` runs one at
// its full size.
const small: Record<keyof typeof drills, Readonly<Record<string, number>>> = {
  rotate: { rotations: 1, everyMs: 6_000 },
  'remove-key': {},
  'issuer-down': { downMs: 1_500 },
  'day-without-issuer': { days: 1 },
  flood: { seconds: 1, bad: 100, good: 20 },
  'kill-api': { kills: 2, writers: 4 },
  'kill-postgres': { kills: 2, writers: 20 },
  idempotency: { creates: 50, atOnce: 25 },
  'lost-update': { edits: 50 },
  'database-faults': { muteMs: 500, calls: 5 },
  restart: { restarts: 2, rps: 20 },
  load: { seconds: 1, readRps: 20, writeRps: 10, stepRps: 20, mostRps: 40 },
  timing: { samples: 20, signIns: 3 },
  soak: { users: 20, minutes: 0.1, pauseMs: 50 },
  streams: { streams: 20, idleSeconds: 1, writes: 20 },
}

/** One with both apps, one that kills a process, and one that only calls: the three kinds of system that drills use. */
const quick = new Set<string>(['remove-key', 'kill-api', 'lost-update'] satisfies (keyof typeof drills)[])
const chosen = Object.entries(drills).filter(([name]) => inject('long') || quick.has(name))

test.each(chosen)('%s keeps its promises', { timeout: 120_000 }, async (name, drill) => {
  const { promises } = await drill.run(small[name as keyof typeof drills])
  expect(promises.filter(({ kept }) => !kept)).toEqual([])
})
