'use client'

import { useEffect } from 'react'

/** Carries out what was pressed before the page could answer. It stands last in the page, so that everything else can answer. */
export function ReplayPresses() {
  useEffect(() => globalThis.earlyPresses?.replay(), [])
  return null
}
