import { auth } from './auth.js'
import type { Defence } from './defence.js'
import { http } from './http.js'
import { keys } from './keys.js'
import { rows } from './rows.js'
import { tokens } from './tokens.js'

/** All of them but the owner filters, which `packages/db/test/owner-filters.test.ts` takes out itself. */
export const defences: readonly Defence[] = [...tokens, ...keys, ...rows, ...http, ...auth]
