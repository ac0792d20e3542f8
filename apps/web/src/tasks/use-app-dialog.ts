import { useCallback, useState } from 'react'
import { dropKeys, keepKeys } from '../shell/early-keys'
import type { AppDialog } from './use-global-keys'

/** The dialog that is open, and a function that opens another one or closes it. Its field gets what is typed from then on. */
export function useAppDialog(): readonly [AppDialog | null, (asked: AppDialog | null) => void] {
  const [dialog, showDialog] = useState<AppDialog | null>(null)
  const setDialog = useCallback((asked: AppDialog | null) => {
    if (asked !== null && hasField(asked)) keepKeys()
    else dropKeys()
    showDialog(asked)
  }, [])
  return [dialog, setDialog]
}

/** Whether it opens with a field that takes what is typed. */
const hasField = ({ name }: AppDialog) => name !== 'shortcuts'
