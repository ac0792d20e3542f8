import { parseEnv } from '@ownlist/env'
import { z } from 'zod'
import { CliError, exitCodes } from './cli-error.js'
import { serverAddress } from './servers.js'
import { text } from './texts/text.js'

const variables = z.object({
  OWNLIST_WEB_URL: serverAddress.optional().meta({ example: 'https://app.example.com' }),
  OWNLIST_API_URL: serverAddress.optional().meta({ example: 'https://api.example.com' }),
  OWNLIST_TOKEN: z
    .string()
    .regex(/^[!-~]+$/, { error: () => text('servers.notToken') })
    .optional(),
  OWNLIST_CONFIG_DIR: z.string().optional(),
})

/** The environment's settings. They take precedence over what was saved. */
export type CliEnv = ReturnType<typeof readCliEnv>

/** @throws {CliError} that lists every invalid variable */
export function readCliEnv(environment: Readonly<Record<string, string | undefined>>) {
  const env = parse(environment)
  return {
    webUrl: env.OWNLIST_WEB_URL,
    apiUrl: env.OWNLIST_API_URL,
    /** For scripts that get their own tokens. It is used instead of a session. */
    token: env.OWNLIST_TOKEN,
    /** Where addresses are saved, and also sessions if there is no keychain. */
    configDir: env.OWNLIST_CONFIG_DIR,
  }
}

function parse(environment: Readonly<Record<string, string | undefined>>) {
  try {
    return parseEnv(variables, environment)
  } catch (error) {
    throw new CliError(exitCodes.usage, error instanceof Error ? error.message : String(error))
  }
}
