import { changeWithinLists } from '../changes/change-statements.js'
import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'
import { parameter, read, readStatement } from '../statements.js'

interface SeqQuery {
  /** An action that the caller already knows. */
  readonly after: number
  /** Only actions that changed rows of these kinds. */
  readonly kinds: readonly string[]
  /** The maximum number of actions. */
  readonly limit: number
}

/** The actions of an owner, according to the log. */
export interface SeqPage {
  /** The latest action; 0 before the first one. */
  readonly latest: number
  /** The log only contains actions after this one. */
  readonly trimmed: number
  /** In order, within the lists of the scope. */
  readonly seqs: readonly number[]
}

/** @throws {StoreError} `UNAVAILABLE` */
export type ReadSeqs = (owner: OwnerScope, query: SeqQuery) => Promise<SeqPage>

/** Parameters: the limit; kinds, separated by commas; the number of an action. */
const seqsAfter = readStatement(
  'change_seqs',
  `select change_counter.seq as latest, change_counter.trimmed, later.seq from change_counter left join lateral (
    select distinct change.seq from change
    where change.user_id = $1 and ${changeWithinLists}
      and change.kind = any (string_to_array(${parameter(2)}, ',')) and change.seq > ${parameter(3)}::bigint
    order by change.seq limit ${parameter(1)}
  ) later on true
  where scope.owner = $1 and change_counter.user_id = $1 order by later.seq limit ${parameter(1)}`,
)

interface CountedSeq {
  readonly latest: number
  readonly trimmed: number
  readonly seq: number | null
}

export const createReadSeqs =
  (connections: Connections): ReadSeqs =>
  async (owner, { after, kinds, limit }) => {
    const values = [limit, kinds.join(), after]
    const { rows } = await read<CountedSeq>(connections, owner, { statement: seqsAfter, values })
    const { latest, trimmed } = rows[0] ?? { latest: 0, trimmed: 0 }
    return { latest, trimmed, seqs: rows.flatMap(({ seq }) => seq ?? []) }
  }
