import type { KeyboardEvent } from 'react'

/** The key that was pressed; null while a word is being composed, such as in Japanese: then keys are about that word. */
export const pressedKey = ({ key, nativeEvent }: KeyboardEvent): string | null => (nativeEvent.isComposing ? null : key)
