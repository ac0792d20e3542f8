import { z } from 'zod'
import { CliError, exitCodes } from './cli-error.js'
import { serverAddress } from './servers.js'

const schema = z
  .object({
    OWNLIST_WEB_URL: serverAddress.optional(),
    OWNLIST_API_URL: serverAddress.optional(),
    OWNLIST_TOKEN: z
      .string()
      .regex(/^[!-~]+$/, 'must be a token, without spaces or line breaks')
      .optional(),
    OWNLIST_CONFIG_DIR: z.string().optional(),
  })
  .transform((env) => ({
    webUrl: env.OWNLIST_WEB_URL,
    apiUrl: env.OWNLIST_API_URL,
    /** For scripts that get their own tokens. It is used instead of a session. */
    token: env.OWNLIST_TOKEN,
    /** Where addresses are saved, and also sessions if there is no keychain. */
    configDir: env.OWNLIST_CONFIG_DIR,
  }))

/** The environment's settings. They take precedence over what was saved. */
export type CliEnv = z.output<typeof schema>

/** @throws {CliError} that lists every invalid variable */
export function readCliEnv(env: Readonly<Record<string, string | undefined>> = process.env): CliEnv {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(set)
  if (success) return data
  throw new CliError(
    exitCodes.usage,
    error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
  )
}
