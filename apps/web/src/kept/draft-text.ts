import type { Kept } from './kept'

/** Half-typed text, and what its person knows of the field. */
export interface DraftText {
  readonly text: string
  /** What the field had when the text was begun, and what has been saved since. Anything else was written elsewhere. */
  readonly known: readonly string[]
}

/** @returns null if nothing is kept, or nothing that can be read */
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

/** Empty text in an empty field is not kept. */
export function writeDraft(kept: Kept, name: string, draft: DraftText): void {
  const isNothing = draft.text === '' && draft.known.every((text) => text === '')
  kept.write(name, isNothing ? '' : JSON.stringify(draft))
}

/** Fields are saved without the space around their text. */
export const isSameText = (a: string, b: string): boolean => a.trim() === b.trim()
