import { z } from 'zod'

/** What every contender is told when it starts. */
export const env = z
  .object({
    DATABASE_URL: z.string(),
    JWKS_URL: z.url(),
    ISSUER: z.string(),
    AUDIENCE: z.string(),
    PORT: z.coerce.number(),
  })
  .parse(process.env)
