import { CliError, exitCodes } from './cli-error.js'
import type { CliEnv } from './env.js'
import { readAllServers } from './saved-servers.js'
import { serverAddress } from './servers.js'
import type { TokenSettings } from './settings.js'
import { text } from './texts/text.js'

/**
 * The API for a token from the environment. The environment must name it, since what was saved belongs to sessions. The
 * issuer that the token names must not be known as that of another API.
 * @throws {CliError} that says what to set
 */
export async function checkTokenServers(
  { webUrl, apiUrl }: CliEnv,
  token: string,
  configDir: string,
): Promise<Omit<TokenSettings, 'configDir'>> {
  if (apiUrl === undefined) {
    throw refusal(text('servers.tokenWithoutApi'))
  }
  const issuer = issuerOf(token)
  if (issuer === null) return { token, apiUrl }
  if (webUrl !== undefined && webUrl !== issuer) {
    throw refusal(text('servers.otherIssuer', { issuer, webUrl }))
  }
  // An API has one issuer. Everything that logins have shown about either of the two must agree.
  const known = (await readAllServers(configDir)).filter((one) => one.issuer === issuer || one.apiUrl === apiUrl)
  if (known.length > 0 && !known.some((one) => one.issuer === issuer && one.apiUrl === apiUrl)) {
    const pairs = known.map((one) => text('servers.pair', { issuer: one.issuer, apiUrl: one.apiUrl })).join(', ')
    throw refusal(text('servers.otherPair', { issuer, apiUrl, pairs }))
  }
  return { token, apiUrl }
}

const refusal = (message: string) => new CliError(exitCodes.usage, message)

/** The claim `iss`, read without verification, if it is a URL; null if it is not, or if the token has another format. */
export function issuerOf(token: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return serverAddress.parse((claims as { iss?: unknown } | null)?.iss)
  } catch {
    return null
  }
}
