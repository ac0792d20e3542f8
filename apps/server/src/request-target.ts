/**
 * What a request is for. It is read once, before anything else: what is routed, counted, logged and called is this, and
 * nothing reads the request's own address again.
 */
export interface RequestTarget {
  /** As it was sent, without the query. */
  readonly path: string
  /** Null where the path names no procedures; so too where its percent-encoding means nothing. */
  readonly calls: ProcedureCalls | null
}

export interface ProcedureCalls {
  /** Decoded, in the order of the calls, as many as will be called; there may be no procedure of such a name. */
  readonly names: readonly string[]
  readonly isBatch: boolean
  /** The input as JSON, not parsed yet; null where it is not in the address. */
  readonly input: string | null
}

const procedures = '/trpc/'

/** Never throws. */
export function readTarget(url: string): RequestTarget {
  const { path = '', query } = /^(?<path>[^?#]*)(?:\?(?<query>[^#]*))?/.exec(url)?.groups ?? {}
  const named = path.startsWith(procedures) ? decode(path.slice(procedures.length)) : null
  if (named === null) return { path, calls: null }
  const parameters = new URLSearchParams(query)
  const isBatch = parameters.get('batch') === '1'
  return { path, calls: { names: isBatch ? named.split(',') : [named], isBatch, input: parameters.get('input') } }
}

/** The same calls as tRPC's adapter takes them: a path behind its base, and an address to read the query from. */
export function writeCalls({ names, isBatch, input }: ProcedureCalls): { path: string; url: string } {
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
