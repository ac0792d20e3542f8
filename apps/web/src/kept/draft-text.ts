import type { Kept } from './kept'

/** Unsaved text, and what its author knows about the field. */
export interface DraftText {
  readonly text: string
  /**
   * The field's values that the author knows: the one when the text was begun, and those that were saved since. Any
   * other value was written elsewhere.
   */
  readonly known: readonly string[]
}

/** @returns null if nothing is stored, or if it cannot be read */
export function readDraft(kept: Kept, name: string): DraftText | null {
  try {
    const value: Partial<DraftText> | null = JSON.parse(kept.read(name) ?? 'null')
    return typeof value?.text === 'string' && Array.isArray(value.known)
      ? { text: value.text, known: value.known }
      : null
  } catch {
    return null
  }
}

/** Empty text in an empty field is not stored. */
export function writeDraft(kept: Kept, name: string, draft: DraftText): void {
  const isNothing = draft.text === '' && draft.known.every((text) => text === '')
  kept.write(name, isNothing ? '' : JSON.stringify(draft))
}

/** Fields are saved without the whitespace around their text. */
export const isSameText = (a: string, b: string): boolean => a.trim() === b.trim()
