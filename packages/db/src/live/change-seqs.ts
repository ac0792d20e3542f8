import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'
import { parameter, read, readStatement } from '../statements.js'

/** Which actions of an owner the change log has. Each has a number, `seq`, in the order of the commits. */
export interface ChangeSeqs {
  /**
   * The newest one within the lists of the scope; 0 if there is none.
   * @throws {StoreError} `UNAVAILABLE`
   */
  newest(owner: OwnerScope): Promise<number>
  /**
   * Those after a number, in order, at most `limit`.
   * @throws {StoreError} `UNAVAILABLE`
   */
  after(owner: OwnerScope, seq: number, limit: number): Promise<readonly number[]>
}

/** A change within the lists of the scope. `list_ids` are the lists that its row was in, before or after it. */
const visible = `scope.owner = $1 and change.user_id = $1
  and case when $2 = '' then true else change.list_ids && string_to_array(btrim($2, '{}'), ',')::uuid[] end`

const newestSeq = readStatement(
  'newest_seq',
  `select change.seq from change where ${visible} order by change.user_id desc, change.seq desc limit 1`,
)

const seqsAfter = readStatement(
  'seqs_after',
  `select distinct change.seq from change where ${visible} and change.seq > ${parameter(1)}::bigint
    order by change.seq limit ${parameter(2)}::int`,
)

export function createChangeSeqs(connections: Connections): ChangeSeqs {
  const run = async (owner: OwnerScope, statement: typeof newestSeq, values: readonly number[]) => {
    const { rows } = await read<{ seq: number }>(connections, owner, { statement, values })
    return rows.map(({ seq }) => seq)
  }
  return {
    newest: async (owner) => (await run(owner, newestSeq, []))[0] ?? 0,
    after: (owner, seq, limit) => run(owner, seqsAfter, [seq, limit]),
  }
}
