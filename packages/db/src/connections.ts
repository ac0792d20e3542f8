import { createPool } from '@ownlist/pool'
import { PrismaPg } from '@prisma/adapter-pg'
import { createKnownOwners, type KnownOwners } from './background/upkeep-rows.js'
import { PrismaClient } from './generated/client.js'
import { createJointReads, type JointRead } from './joint-reads.js'
import { type ChangeFeed, createChangeFeed, type FeedOptions } from './live/change-feed.js'
import { createUserTurns, type UserTurns } from './user-turns.js'

/** The name of these connections in the database while they serve no request. */
export const program = 'ownlist-api'

/** Connections to the tasks database. Disposing of them closes all. */
export interface Connections extends AsyncDisposable {
  /** For statements that are written in SQL: `statements.ts`. */
  readonly pool: ReturnType<typeof createPool>
  /** Prisma over the same pool, for every other statement: `owner-scope.ts`. */
  readonly prisma: PrismaClient
  /** Statements of both kinds wait for the same turns of their user. */
  readonly turns: UserTurns
  /** Owners for whom `upkeepRows` has run. */
  readonly knownOwners: KnownOwners
  readonly readTogether: JointRead
  /** Wakes the streams of changes. */
  readonly feed: ChangeFeed
  /** Call it after the commit of an action: it announces the action, and tells the listeners. */
  committed(userId: string, seq: number): void
  /** @param listener called after the commit of each action. It must not throw */
  onAction(listener: (userId: string, seq: number) => void): void
}

export interface ConnectionSettings {
  /** The maximum number of connections; 10 by default. */
  readonly max?: number
  /** Their name in the database while they serve no request; that of the API by default. */
  readonly program?: string
  /** How changes are announced; only within this process by default. */
  readonly live?: FeedOptions
}

/**
 * A plan that is prepared for any user expects as many rows as the average user has. For a user with many more, sorting them
 * would cost far more than reading a page in the order of an index. Where there is no such index, PostgreSQL still sorts.
 *
 * PostgreSQL takes a search to be so costly that it compiles it, where it was built with LLVM. That takes half a second, and
 * the search itself some milliseconds.
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
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
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
    },
  }
}
