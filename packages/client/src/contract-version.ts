import type { contractVersionHeader as apiHeader, contractVersion as apiVersion } from '@ownlist/api'
import type { ApiClientOptions } from './api-links.js'
import {
  address,
  callback,
  checkOptions,
  isRecord,
  milliseconds,
  type OptionRules,
  optional,
  signal as signalRule,
} from './options.js'
import { OwnlistError, ownlistErrorOf, strangerAt } from './ownlist-error.js'
import { within } from './within.js'

/**
 * The version of the API's contract that this client was built against. Every request states it, so the API leaves
 * newer fields out of its responses. The types are those of the API, so the two always agree.
 */
export const contractVersion: typeof apiVersion = 3

/** The request header that states it. A program that wants older responses sets it in `headers`. */
export const contractVersionHeader: typeof apiHeader = 'ownlist-contract-version'

export interface ApiContractVersionOptions extends Pick<ApiClientOptions, 'url' | 'fetch' | 'timeoutMs'> {
  readonly signal?: AbortSignal
}

const rules: OptionRules<ApiContractVersionOptions> = {
  url: address,
  fetch: optional(callback),
  timeoutMs: optional(milliseconds),
  signal: optional(signalRule),
}

/**
 * Asks an API for the version of its contract; no token is needed. If it is lower than `contractVersion`, the API lacks
 * what was added later: fields in the types may be missing, and procedures may not be found.
 * @throws {OwnlistError} `UNREACHABLE`, `TIMEOUT` (after `timeoutMs`, 30 seconds by default), `WRONG_ADDRESS`,
 * `ABORTED`
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export async function apiContractVersion(options: ApiContractVersionOptions): Promise<number> {
  checkOptions(options, rules)
  const { signal, timeoutMs = 30_000, fetch: fetcher = (url, init) => fetch(url, init) } = options
  const url = options.url.replace(/\/+$/, '')
  const late = () => new OwnlistError('TIMEOUT', `There was no response within ${timeoutMs / 1_000} seconds.`)
  try {
    return await within({ signal, timeoutMs, late }, async (inner) => {
      const response = await fetcher(`${url}/openapi.json`, { signal: inner, credentials: 'omit' })
      const document: unknown = await response.json().catch(() => null)
      if (!isRecord(document) || !isRecord(document.info)) throw strangerAt(url, response)
      const { 'x-contract-version': stated } = document.info
      // Version 1 did not state it.
      return typeof stated === 'number' ? stated : 1
    })
  } catch (error) {
    throw ownlistErrorOf(error, signal, url)
  }
}
