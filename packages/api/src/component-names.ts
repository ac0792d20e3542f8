import { z } from 'zod'

/**
 * The names of output schemas in the OpenAPI document. Not an `id` of zod's: that would make references of the schemas in the
 * tools of agents as well.
 */
export const componentNames = z.registry<{ readonly name: string }>()
