import { z } from 'zod'

/**
 * A schema for an input or an output whose parser is compiled once, when the program starts. tRPC calls `parseAsync`, for
 * which zod would not use a compiled parser. For a page of 50 rows, that would take 20 times as long.
 * @throws {Error} if a part of the schema is asynchronous, or cannot be compiled
 */
export function compiled<Schema extends z.ZodType>(schema: Schema): Schema {
  const parser = z.compile(schema, { strict: true })
  const parseAsync: Schema['parseAsync'] = async (value, params) => parser.parse(value, params)
  return Object.assign(parser, { parseAsync })
}
