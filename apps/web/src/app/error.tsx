'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '@/forms/button'
import { CentredPage } from '@/shell/centred-page'

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations('shell.fault')
  return (
    <CentredPage title={t('title')}>
      <p>{t('why')}</p>
      <Button look="primary" onClick={reset}>
        {t('tryAgain')}
      </Button>
    </CentredPage>
  )
}
