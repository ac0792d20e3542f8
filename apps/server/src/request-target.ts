import { originForm } from '@ownlist/http'

/**
 * What a request is for. It is read once, before anything else: what is routed, counted, logged and called is this, and
 * nothing reads the request's own address again.
 */
export interface RequestTarget {
  /** Without the query, the host and the prefix that the API may stand behind. */
  readonly path: string
  /** Null where the path names no procedures; so too where its percent-encoding means nothing. */
  readonly calls: ProcedureCalls | null
}

export interface ProcedureCalls {
  /** Decoded, in the order of the calls, as many as will be called; there may be no procedure of such a name. */
  readonly names: readonly string[]
  readonly isBatch: boolean
  /** The query, not interpreted yet. */
  readonly parameters: URLSearchParams
}

const procedures = '/trpc/'

/**
 * Never throws.
 * @param url as it was sent: a path, or a whole address
 * @param prefix the path of the API's public address, such as `/api`; empty for none. A proxy may remove it or leave it.
 */
export function readTarget(url: string, prefix = ''): RequestTarget {
  const { path: sent = '', query } = /^(?<path>[^?#]*)(?:\?(?<query>[^#]*))?/.exec(originForm(url))?.groups ?? {}
  const path = prefix !== '' && sent.startsWith(`${prefix}/`) ? sent.slice(prefix.length) : sent
  const named = path.startsWith(procedures) ? decode(path.slice(procedures.length)) : null
  if (named === null) return { path, calls: null }
  const parameters = new URLSearchParams(query)
  const isBatch = parameters.get('batch') === '1'
  return { path, calls: { names: isBatch ? named.split(',') : [named], isBatch, parameters } }
}

/**
 * The same calls as tRPC's adapter takes them: a path behind its base, and an address to read the query from.
 * @param input as JSON; null where it is not in the address
 */
export function writeCalls({ names, isBatch }: ProcedureCalls, input: string | null): { path: string; url: string } {
  const query = new URLSearchParams({ ...(isBatch ? { batch: '1' } : {}), ...(input === null ? {} : { input }) })
  return { path: names.map(encodeURIComponent).join(','), url: `${procedures}?${query}` }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
