import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'

/** Names the tab after what it shows: `Groceries · Ownlist`. */
export function useDocumentTitle(title: string): void {
  const t = useTranslations('shell')
  const full = t('tabTitle', { title, name: t('name') })
  useEffect(() => {
    document.title = full
    // Next.js may write the title of the address that the page was loaded with, a moment after the page is shown.
    const head = new MutationObserver(() => {
      if (document.title !== full) document.title = full
    })
    head.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => head.disconnect()
  }, [full])
}
