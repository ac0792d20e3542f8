import { z } from 'zod'
import { CliError, exitCodes } from './cli-error.js'
import type { CliEnv } from './env.js'
import { text } from './texts/text.js'

/** An http or https address in one canonical form, so that two of them can be compared: without a slash at the end. */
export const serverAddress = z
  .string()
  .refine(isAddress, { error: () => text('servers.notAddress') })
  .transform((address) => {
    const { origin, pathname } = new URL(address)
    return `${origin}${pathname.replace(/\/+$/, '')}`
  })

function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, search, hash } = new URL(address)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}

/** A web app, and the API that accepts its tokens. The two never come from different sources. */
export interface Servers {
  readonly webUrl: string
  readonly apiUrl: string
}

/** The servers of `pnpm start` on this machine. */
const defaultServers: Servers = { webUrl: 'http://localhost:3000', apiUrl: 'http://localhost:4000' }

/**
 * The servers of a session: those of the environment, or else those of the profile's login, or else this machine's. A
 * single address in the environment is accepted only if it belongs to that pair. Otherwise a token of one server would
 * be sent to another.
 * @throws {CliError} that says what to set
 */
export function chooseServers({ webUrl, apiUrl }: CliEnv, profile: string, saved: Servers | null): Servers {
  if (webUrl !== undefined && apiUrl !== undefined) return { webUrl, apiUrl }
  const pair = saved ?? defaultServers
  const isOfPair = (webUrl ?? pair.webUrl) === pair.webUrl && (apiUrl ?? pair.apiUrl) === pair.apiUrl
  if (isOfPair) return pair
  const [set, missing] =
    webUrl === undefined
      ? (['OWNLIST_API_URL', 'OWNLIST_WEB_URL'] as const)
      : (['OWNLIST_WEB_URL', 'OWNLIST_API_URL'] as const)
  const values = { set, missing, webUrl: pair.webUrl, apiUrl: pair.apiUrl }
  throw new CliError(
    exitCodes.usage,
    saved === null ? text('servers.notDefaults', values) : text('servers.notOfProfile', { ...values, profile }),
  )
}
