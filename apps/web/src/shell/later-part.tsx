'use client'

import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl/react'
import { dropKeys } from './early-keys'
import { later, useLater } from './later'
import { useNotify } from './notices'

/**
 * A component that is loaded when it is first rendered, unless it is already loaded.
 * @param close closes the part if it cannot be loaded; a notice says so
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  close: (props: Props) => void = () => undefined,
): ComponentType<Props> {
  const component = later(async () => ({ Component: await load() }))
  return function Part(props) {
    const t = useTranslations('shell')
    const notify = useNotify()
    const loaded = useLater(component, () => {
      dropKeys()
      close(props)
      notify({ title: t('partMissing'), description: t('unreachable') })
    })
    return loaded === null ? null : <loaded.Component {...props} />
  }
}
