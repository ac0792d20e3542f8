import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { sessionOf } from '@/auth/server'
import { ReplicaFrame } from '@/replica/replica-frame'

/** The pages that show the rows on this device. Each page sends guests to the sign-in page. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await sessionOf(await headers())
  return session === null ? children : <ReplicaFrame userId={session.user.id}>{children}</ReplicaFrame>
}
