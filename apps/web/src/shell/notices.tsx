'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { later, useLater, useSettled } from './later'
import { notify, onWaitingNotice } from './notice-queue'

/** The function that shows a notice. It is always the same. */
export const useNotify = () => notify

const region = later(() => import('./notice-region'))

/** The place for notices at the bottom of the page, one at a time. F6 moves the focus there. Once per page. */
export function Notices({ children }: { children: ReactNode }) {
  const isSettled = useSettled()
  const [isWanted, setWanted] = useState(false)
  useEffect(
    () =>
      onWaitingNotice(() => {
        setWanted(true)
        // What could not be loaded is tried again with the next notice.
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
