import { z } from 'zod'

/** Entries separated by commas, with or without spaces. An entry that is empty, as after a comma at the end, is a fault. */
export const listOf = <Entry extends z.ZodType<unknown, string>>(entry: Entry) =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(z.string().min(1, { error: 'is empty: remove the comma', abort: true }).pipe(entry)))
