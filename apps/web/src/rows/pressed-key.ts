import type { KeyboardEvent } from 'react'

/**
 * The pressed key; null while an input method composes text, such as Japanese. Then the keys belong to the composition.
 */
export const pressedKey = ({ key, nativeEvent }: KeyboardEvent): string | null => (nativeEvent.isComposing ? null : key)
