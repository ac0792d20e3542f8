import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <CentredPage title="There is nothing here">
      <p>
        The address may be mistyped. <Link href="/">Go to your tasks</Link>.
      </p>
    </CentredPage>
  )
}
