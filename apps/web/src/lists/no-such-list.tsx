'use client'

import { FolderX } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '../rows/list-states'

/** Shown if the list in the address was deleted or is not the user's. */
export function NoSuchList() {
  return (
    <EmptyState icon={FolderX} title="List not found">
      It may have been deleted, or the address may be wrong. <Link href="/">See all tasks</Link>
    </EmptyState>
  )
}
