import { z } from 'zod'

/**
 * The names of output schemas in the OpenAPI document. They are not zod's `id`, which would also turn the schemas in
 * agents' tools into references.
 */
export const componentNames = z.registry<{ readonly name: string }>()
