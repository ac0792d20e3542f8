/**
 * The fields that the API sets. No row from the API has version 0.
 * @param at the instant of the draft
 */
export const unsaved = (at: string) => ({ version: 0, createdAt: at, updatedAt: at, deletedAt: null })

/** The API trims titles. */
export const trimmed = <Fields extends { title?: string }>(fields: Fields): Fields =>
  fields.title === undefined ? fields : { ...fields, title: fields.title.trim() }
