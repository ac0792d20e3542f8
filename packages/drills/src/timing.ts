import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { defineDrill, longPromise, promise } from './drill.js'
import { outcomeOf, percentileOf } from './open-loop.js'
import { openTestbed } from './testbed.js'
import { openWholeSystem } from './whole-system.js'

const full = { samples: 1_000, signIns: 200 }

/** Requests another user's data and data that does not exist, in turn, and compares the response times. */
export const timing = defineDrill({
  summary: 'what response times reveal',
  sizes: full,
  async run({ samples, signIns }) {
    const tasks = await timeTasks(samples)
    const people = await timeSignIns(signIns)
    const off = Math.abs(tasks.a - tasks.b)
    return {
      promises: [
        promise('another user’s task is 404, like one that does not exist', tasks.outcomes === '404', tasks.outcomes),
        longPromise(
          samples >= full.samples,
          promise(
            'another user’s task takes as long as none: medians within 5 % or 1 ms',
            off < 1 || off < 0.05 * tasks.b,
            `${tasks.a.toFixed(2)} and ${tasks.b.toFixed(2)} ms`,
          ),
        ),
        promise('a wrong password is 401, like an unknown address', people.outcomes === '401', people.outcomes),
        longPromise(
          signIns >= full.signIns,
          promise(
            'a wrong password takes as long as an unknown address: medians within 10 %',
            Math.abs(people.a - people.b) <= 0.1 * people.b,
            `${people.a.toFixed(1)} and ${people.b.toFixed(1)} ms`,
          ),
        ),
      ],
    }
  },
})

async function timeTasks(samples: number) {
  await using bed = await openTestbed({ direct: true })
  const stranger = bed.clientFor('stranger')
  const theirs = await Promise.all(Array.from({ length: 50 }, () => stranger.task.create.mutate({ title: 'Theirs' })))
  const token = await bed.issuer.token('curious')
  const get = (id: string | undefined) =>
    outcomeOf(`${bed.api.url}/trpc/task.get?input=${encodeURIComponent(JSON.stringify({ id }))}`, token)
  // It warms up first: the first calls of a process compile it.
  for (let n = 0; n < samples / 5; n++) await get(uuidv7())
  return await compare(
    samples,
    (n) => get(theirs[n % theirs.length]?.id),
    () => get(uuidv7()),
  )
}

async function timeSignIns(samples: number) {
  await using whole = await openWholeSystem()
  await whole.query(withoutWaiting)
  const signIn = async (email: string) => {
    const response = await whole.post('/api/auth/sign-in/email', { email, password: randomUUID() })
    await response.arrayBuffer()
    return String(response.status)
  }
  // The first guess at an address writes a different row than the later ones.
  for (const email of [whole.email, 'nobody@example.com']) await signIn(email)
  return await compare(
    samples,
    () => signIn(whole.email),
    () => signIn('nobody@example.com'),
  )
}

/** Wrong guesses are counted, but nobody has to wait. */
const withoutWaiting = `
  create function open_at_once() returns trigger language plpgsql as $$
  begin
    new.open_at := now() - interval '1 second';
    return new;
  end $$;
  create trigger open_at_once before insert or update on guess for each row execute function open_at_once()`

/**
 * The medians of both, in milliseconds, and every outcome. The two alternate, and each comes first equally often, so
 * that drift affects both in the same way.
 */
async function compare(samples: number, a: (n: number) => Promise<string>, b: (n: number) => Promise<string>) {
  const took = { a: [] as number[], b: [] as number[] }
  const outcomes = new Set<string>()
  for (let n = 0; n < samples; n++) {
    for (const side of n % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)) {
      const start = performance.now()
      outcomes.add(await (side === 'a' ? a : b)(n))
      took[side].push(performance.now() - start)
    }
  }
  const median = (values: number[]) =>
    percentileOf(
      values.sort((x, y) => x - y),
      50,
    )
  return { a: median(took.a), b: median(took.b), outcomes: [...outcomes].join(' ') }
}
