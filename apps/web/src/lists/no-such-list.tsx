'use client'

import { FolderX } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '../rows/list-states'

/** For an address whose list has been deleted, or never was the person's. */
export function NoSuchList() {
  return (
    <EmptyState icon={FolderX} title="There is no such list">
      It may have been deleted, or the address is mistyped. <Link href="/">See all tasks</Link>
    </EmptyState>
  )
}
