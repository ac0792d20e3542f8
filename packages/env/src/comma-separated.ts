import { z } from 'zod'

/** Entries separated by commas, with or without spaces. An empty entry, as after a trailing comma, is an error. */
export const listOf = <Entry extends z.ZodType<unknown, string>>(entry: Entry) =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(z.string().min(1, { error: 'is empty: remove the comma', abort: true }).pipe(entry)))
