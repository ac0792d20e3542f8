import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'

/** Sets the title of the browser tab to what it shows: `Groceries · Ownlist`. */
export function useDocumentTitle(title: string): void {
  const t = useTranslations('shell')
  const full = t('tabTitle', { title, name: t('name') })
  useEffect(() => {
    document.title = full
    // Next.js may set the title of the first address again, shortly after the page is shown.
    const head = new MutationObserver(() => {
      if (document.title !== full) document.title = full
    })
    head.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => head.disconnect()
  }, [full])
}
