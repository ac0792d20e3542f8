import type { describeRule } from '@ownlist/recurrence'
import { useEffect, useState } from 'react'
import { useLocale } from 'use-intl/react'

type Describe = typeof describeRule

/** Says rules of repetition in plain words. Their code is loaded when the page has been shown; until then, a rule is itself. */
export function useRuleWords(): (rule: string, from?: 'schedule' | 'completion') => string {
  const language = useLocale()
  const [describe, setDescribe] = useState<Describe | null>(null)
  useEffect(() => {
    void import('@ownlist/recurrence').then((loaded) => setDescribe(() => loaded.describeRule))
  }, [])
  return (rule, from = 'schedule') => describe?.(rule, { language, from }) ?? rule
}
