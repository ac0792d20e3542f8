'use client'

import { Button } from '@/forms/button'
import { CentredPage } from '@/shell/centred-page'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <CentredPage title="Something went wrong">
      <p>It is on our side, and nothing of yours is lost.</p>
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    </CentredPage>
  )
}
