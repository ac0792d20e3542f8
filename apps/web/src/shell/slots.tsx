'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'

/** The slots of the frame, which a page fills. */
export type SlotName = 'views' | 'tools'

let slots: readonly { readonly name: SlotName; readonly element: HTMLElement }[] = []
const listeners = new Set<() => void>()

function change(changed: typeof slots): void {
  slots = changed
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const register = (name: SlotName) => (element: HTMLElement | null) => {
  if (element === null) return
  const slot = { name, element }
  change([...slots, slot])
  return () => change(slots.filter((other) => other !== slot))
}

const refs = { views: register('views'), tools: register('tools') }

/** A slot of the frame. It is rendered before the page. */
export const Slot = ({ name, className }: { name: SlotName; className?: string | undefined }) => (
  <div ref={refs[name]} className={className} />
)

/** Renders its children into every slot with this name. */
export function Fill({ name, children }: { name: SlotName; children: ReactNode }) {
  const places = useSyncExternalStore(
    subscribe,
    () => slots,
    () => slots,
  )
  return places
    .filter((slot) => slot.name === name)
    .map(({ element }, index) => createPortal(children, element, `${name} ${index}`))
}
