import type { z } from 'zod'

/** A program's environment. */
export type Env = Readonly<Record<string, string | undefined>>

/** One rule per variable. A rule's `meta()` holds an `example` of a valid value, which the error message shows. */
type Variables = z.ZodObject<Readonly<Record<string, z.ZodType>>>

/**
 * Parses the variables that a program knows. An empty variable counts as not set: shells and Compose files create one
 * for a variable without a value.
 * @throws {Error} that lists each invalid variable with what is wrong and an example. It shows no value, since a value
 * may be a secret
 */
export function parseEnv<Schema extends Variables>(variables: Schema, env: Env): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = variables.safeParse(set)
  if (success) return data
  const faults = error.issues.map(({ code, path, message }) => {
    const [name, entry] = [String(path[0]), path[1]]
    const isMissing = code !== 'custom' && set[name] === undefined
    const where = typeof entry === 'number' ? `entry ${entry + 1} ` : ''
    return `  ${describe(variables, name, where + (isMissing ? 'must be set' : message))}`
  })
  // One value can break a rule in several ways. For the reader these are one fault.
  throw new Error(`Invalid environment variables:\n${[...new Set(faults)].join('\n')}`)
}

function describe({ shape }: Variables, name: string, message: string): string {
  const example = shape[name]?.meta()?.example
  return `${name}: ${message}.${example === undefined ? '' : ` Example: ${name}=${example}`}`
}
