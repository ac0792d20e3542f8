import { randomUUID } from 'node:crypto'
import type { Jwk } from 'better-auth/plugins'
import type { AuthDatabase, AuthTransaction } from './auth-database'

const hour = 60 * 60
const day = 24 * hour

/** How long a key signs, in seconds. */
const term = 30 * day
/** How long before the end of its term the next key is created, in seconds. */
const lead = day
/** How long a key is published before it signs, in seconds. This is longer than anybody should cache a JWKS. */
const notice = hour
/** How far the clocks of the apps may differ, in seconds. */
const tolerance = 5

/** `next` is published but does not sign yet. `former` no longer signs but is still published. `gone` does neither. */
type Stage = 'next' | 'current' | 'former' | 'gone'

/** A row of the table `jwks`, with what follows from the database's clock. */
export interface SigningKeyRow extends Jwk {
  readonly stage: Stage
  /** Whether its successor should exist now. */
  readonly isEnding: boolean
}

type Statements = AuthDatabase | AuthTransaction

// statement_timestamp() is used because now() is the start of the transaction, which may be before it got the lock.

/**
 * All signing keys. The database compares the times, so that web apps with different clocks agree.
 * @param tokenLife in seconds: a key is gone one hour after its last token has expired
 */
export const readKeys = (database: Statements, tokenLife: number): Promise<SigningKeyRow[]> =>
  database.$queryRaw<SigningKeyRow[]>`
    with key as (
      select *, lead(signs_from) over (order by signs_from, id) as replaced_at, statement_timestamp() as now
      from jwks
    )
    select id, public_key as "publicKey", private_key as "privateKey", created_at as "createdAt", alg, crv,
           case when signs_from > now then 'next'
                when replaced_at is null or replaced_at > now then 'current'
                when replaced_at > now - ${tokenLife + tolerance + hour}::float8 * interval '1 second' then 'former'
                else 'gone' end as stage,
           coalesce(expires_at, signs_from + ${term}::float8 * interval '1 second')
             <= now + ${lead}::float8 * interval '1 second' as "isEnding"
    from key order by signs_from, id`

/** If two web apps would change keys at once, the second one waits here until the first has committed. */
export const lockKeys = (database: Statements): Promise<number> =>
  database.$executeRaw`select pg_advisory_xact_lock(hashtextextended('ownlist signing keys', 0))`

/**
 * Inserts a key that starts to sign at the end of its predecessor's term, but one hour from now at the earliest.
 * @param predecessor null for a key that signs immediately
 */
export async function insertKey(
  database: Statements,
  { publicKey, privateKey, alg, crv }: Omit<Jwk, 'id'>,
  predecessor: SigningKeyRow | null,
): Promise<Jwk> {
  const id = randomUUID()
  const wait = predecessor === null ? 0 : notice
  await database.$executeRaw`
    insert into jwks (id, public_key, private_key, alg, crv, created_at, signs_from, expires_at)
    select ${id}, ${publicKey}, ${privateKey}, ${alg ?? null}::text, ${crv ?? null}::text, now, start,
           start + ${term}::float8 * interval '1 second'
    from (select statement_timestamp() as now,
                 greatest(statement_timestamp() + ${wait}::float8 * interval '1 second',
                          (select expires_at from jwks where id = ${predecessor?.id ?? null}::text)) as start) as times`
  return { id, publicKey, privateKey, createdAt: new Date() }
}

/** Makes a published key sign from now on. */
export const bringForward = (database: Statements, { id }: SigningKeyRow): Promise<number> =>
  database.$executeRaw`update jwks set signs_from = statement_timestamp() where id = ${id}`

export const removeKeys = (database: Statements, ids: readonly string[]): Promise<number> =>
  database.$executeRaw`delete from jwks where id = any(${[...ids]}::text[])`
