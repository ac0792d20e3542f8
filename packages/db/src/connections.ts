import { createPool } from '@ownlist/pool'
import { PrismaPg } from '@prisma/adapter-pg'
import { createKnownOwners, type KnownOwners } from './background/upkeep-rows.js'
import { PrismaClient } from './generated/client.js'
import { createJointReads, type JointRead } from './joint-reads.js'
import { type ChangeFeed, createChangeFeed, type FeedOptions } from './live/change-feed.js'
import { createUserTurns, type UserTurns } from './user-turns.js'

/** The name of idle connections in the database. */
export const program = 'ownlist-api'

/** Connections to the tasks database. Disposing of this closes all of them. */
export interface Connections extends AsyncDisposable {
  /** For statements that are written in SQL: `statements.ts`. */
  readonly pool: ReturnType<typeof createPool>
  /** Prisma over the same pool, for every other statement: `owner-scope.ts`. */
  readonly prisma: PrismaClient
  /** Statements of both kinds share the turns of their user. */
  readonly turns: UserTurns
  /** Owners for whom `upkeepRows` has run. */
  readonly knownOwners: KnownOwners
  readonly readTogether: JointRead
  /** Wakes the streams of changes. */
  readonly feed: ChangeFeed
  /** Call it after the commit of an action. It announces the action, and calls the listeners. */
  committed(userId: string, seq: number): void
  /** @param listener called after the commit of each action. It must not throw */
  onAction(listener: (userId: string, seq: number) => void): void
}

export interface ConnectionSettings {
  /** The maximum number of connections; 10 by default. */
  readonly max?: number
  /** The name of idle connections in the database; by default that of the API. */
  readonly program?: string
  /** How changes are announced; by default only within this process. */
  readonly live?: FeedOptions
}

/**
 * A plan that is prepared for any user assumes the number of rows of an average user. For a user with many more, sorting
 * them would cost far more than reading a page in the order of an index. Where there is no such index, PostgreSQL still
 * sorts.
 *
 * If PostgreSQL was built with LLVM, it estimates a search as so expensive that it compiles it. That takes half a second,
 * and the search itself only some milliseconds.
 */
const settings = { enable_sort: 'off', jit: 'off' }

/**
 * A pool of connections with short timeouts: callers get an error instead of waiting for a database that hangs. It
 * connects with the first statement.
 */
export function connect(
  url: string,
  { max = 10, program: name = program, live }: ConnectionSettings = {},
): Connections {
  const pool = createPool(url, { max, program: name, settings })
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 2_000, timeout: 8_000 },
  })
  const turns = createUserTurns()
  const listeners: ((userId: string, seq: number) => void)[] = []
  const feed = createChangeFeed({ program, ...live })
  return {
    pool,
    prisma,
    turns,
    knownOwners: createKnownOwners(),
    readTogether: createJointReads(pool, turns),
    feed,
    committed(userId, seq) {
      feed.announce(userId, seq)
      for (const listener of listeners) listener(userId, seq)
    },
    onAction: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      await feed[Symbol.asyncDispose]()
      await prisma.$disconnect()
      // Prisma would only do this if it had been used.
      await pool.end()
    },
  }
}
