import { originForm } from '@ownlist/http'

/**
 * What a request is for. It is read once, before anything else. This value is routed, counted, logged and called, and
 * nothing reads the request's address again.
 */
export interface RequestTarget {
  /** Without the query, the host and the prefix under which a proxy may serve the API. */
  readonly path: string
  /** Null if the path names no procedures, or if its percent-encoding is invalid. */
  readonly calls: ProcedureCalls | null
}

export interface ProcedureCalls {
  /** Decoded, in the order of the calls, as many as will be called. A procedure with this name may not exist. */
  readonly names: readonly string[]
  readonly isBatch: boolean
  /** The query, not parsed yet. */
  readonly parameters: URLSearchParams
}

const procedures = '/trpc/'

/**
 * Never throws.
 * @param url as it was sent: a path, or a whole URL
 * @param prefix the path of the API's public address, such as `/api`; empty for none. A proxy may remove it or keep it.
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
 * The same calls in the form that tRPC's adapter takes: a path below its base, and a URL to read the query from.
 * @param input as JSON; null if it is not in the address
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
