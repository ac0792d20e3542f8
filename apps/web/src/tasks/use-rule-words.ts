import type { describeRule } from '@ownlist/recurrence'
import { useEffect, useState } from 'react'
import { useLocale } from 'use-intl/react'

type Describe = typeof describeRule

/**
 * Formats recurrence rules in plain words. The code for this is loaded after the page is shown. Until then, a rule is shown
 * as it is.
 */
export function useRuleWords(): (rule: string, from?: 'schedule' | 'completion') => string {
  const language = useLocale()
  const [describe, setDescribe] = useState<Describe | null>(null)
  useEffect(() => {
    void import('@ownlist/recurrence').then((loaded) => setDescribe(() => loaded.describeRule))
  }, [])
  return (rule, from = 'schedule') => describe?.(rule, { language, from }) ?? rule
}
