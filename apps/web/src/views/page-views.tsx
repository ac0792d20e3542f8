// domain: tasks
'use client'

import { usePathname } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { isAppPath } from './task-view'

const DeviceViews = lazy(async () => ({ default: (await import('./device-views')).DeviceViews }))

/** The links to the views, on the pages outside the task app. The app has its own. */
export function PageViews({ userId }: { userId: string }) {
  if (isAppPath(usePathname())) return null
  return (
    <Suspense>
      <DeviceViews userId={userId} />
    </Suspense>
  )
}
