import { z } from 'zod'

/** The settings that every contender gets when it starts. */
export const env = z
  .object({
    DATABASE_URL: z.string(),
    JWKS_URL: z.url(),
    ISSUER: z.string(),
    AUDIENCE: z.string(),
    PORT: z.coerce.number(),
  })
  .parse(process.env)
