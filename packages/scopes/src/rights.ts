/** What the rights in a token's scopes are rights to. Issued tokens contain it, so it cannot change. */
const resource = 'tasks'

/** To see a user's data. */
export const readRight = `${resource}:read` as const

/** To change a user's data. */
export const writeRight = `${resource}:write` as const

/** What a user can authorize an app to do. */
export const rights = [readRight, writeRight] as const
export type Right = (typeof rights)[number]
