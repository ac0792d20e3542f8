'use client'

import { FolderX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '../rows/list-states'

/** Shown if the list in the address was deleted or is not the user's. */
export function NoSuchList() {
  const t = useTranslations('lists')
  return (
    <EmptyState icon={FolderX} title={t('notFound')}>
      {t.rich('notFoundHint', { link: (words) => <Link href="/">{words}</Link> })}
    </EmptyState>
  )
}
