'use client'

import type { ComponentType } from 'react'
import { DonePage } from './done-page'

/** The views that do not show open tasks, by address. */
const otherViews: Readonly<Record<string, ComponentType>> = {
  '/done': DonePage,
}

/** A view with a page of its own, such as the completed tasks. */
export function OtherView({ path }: { path: string }) {
  const View = otherViews[path]
  return View === undefined ? null : <View />
}
