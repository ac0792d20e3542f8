// domain: tasks
import { useRef } from 'react'

/** Returns the same array as long as its members are the same, so that values derived from it need not be calculated again. */
export function useSame<Item>(items: readonly Item[]): readonly Item[] {
  const known = useRef(items)
  const isSame = known.current.length === items.length && known.current.every((item, index) => item === items[index])
  if (!isSame) known.current = items
  return known.current
}
