import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { asAction } from '../changes/action.js'
import type { Connections } from '../connections.js'
import type { EraseRows, UnloggedDomain } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { asOwner, type OwnerScope } from '../owner-scope.js'
import type { Feed, FeedStore } from './feed.js'

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
const createFeedStore = (connections: Connections): FeedStore => ({
  get: (owner) => readFeed(connections, owner),
  rotate: (owner) => rotateFeed(connections, owner),
  disable: (owner) =>
    asOwner(connections, owner, async ({ db, userId }) => (await db.feed.deleteMany({ where: { userId } })).count > 0),
  isSecret: (owner, secret) => isSecret(connections, owner, secret),
})

const eraseFeed: EraseRows = async ({ db, userId }) => (await db.feed.deleteMany({ where: { userId } })).count

export const feedDomain: UnloggedDomain<FeedStore> = { createStore: createFeedStore, eraseRows: eraseFeed }

const secretBytes = 32

/** SHA-256 is enough: the secret is random, so likely values cannot be guessed. */
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Used for the comparison if there is no feed. No secret has this hash. */
const noHash = '-'.repeat(hashOf('').length)

async function readFeed(connections: Connections, owner: OwnerScope): Promise<Feed | null> {
  const row = await asOwner(connections, owner, ({ db, userId }) => db.feed.findFirst({ where: { userId } }))
  return row === null ? null : { createdAt: row.createdAt.toISOString() }
}

const rotateFeed = (connections: Connections, owner: OwnerScope) =>
  asAction(connections, owner, async (action) => {
    const { db, userId, at } = action
    await refuseErased(action)
    const secret = randomBytes(secretBytes).toString('base64url')
    const data = { secretHash: hashOf(secret), createdAt: at }
    await db.feed.upsert({ where: { userId }, create: { userId, ...data }, update: data })
    return { secret, createdAt: at.toISOString() }
  })

async function isSecret(connections: Connections, owner: OwnerScope, secret: string): Promise<boolean> {
  const row = await asOwner(connections, owner, ({ db, userId }) => db.feed.findFirst({ where: { userId } }))
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row?.secretHash ?? noHash))
}
