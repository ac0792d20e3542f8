import type { IncomingHttpHeaders } from 'node:http'
import { contractVersionHeader, oldestContractVersion } from '@ownlist/api'

/**
 * The version of the contract that a request states.
 * @returns the oldest version if it states none; null if the header does not hold exactly one version
 */
export function statedVersion(headers: IncomingHttpHeaders): number | null {
  const stated = headers[contractVersionHeader]
  if (stated === undefined) return oldestContractVersion
  return typeof stated === 'string' && /^[1-9]\d{0,5}$/.test(stated) ? Number(stated) : null
}
