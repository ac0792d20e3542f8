'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { later, useLater, useSettled } from './later'
import { notify, onWaitingNotice } from './notice-queue'

/** The function that shows a notice. It never changes. */
export const useNotify = () => notify

const region = later(() => import('./notice-region'))

/**
 * The place for notices at the bottom of the page, which shows one at a time. F6 moves the focus there. Render it once per
 * page.
 */
export function Notices({ children }: { children: ReactNode }) {
  const isSettled = useSettled()
  const [isWanted, setWanted] = useState(false)
  useEffect(
    () =>
      onWaitingNotice(() => {
        setWanted(true)
        // A part that could not be loaded is tried again with the next notice.
        region.load().catch(() => undefined)
      }),
    [],
  )
  return (
    <>
      {children}
      {isSettled || isWanted ? <Region /> : null}
    </>
  )
}

function Region() {
  const loaded = useLater(region)
  return loaded === null ? null : <loaded.NoticeRegion />
}
