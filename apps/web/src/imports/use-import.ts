'use client'

import type { RouterOutputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { usePersonal } from '../preferences/personal'
import { mostBytes, upload } from './upload'

export type Preview = RouterOutputs['import']['preview']

/** Why nothing was imported. */
export type Fault = 'tooLarge' | 'notRead' | 'cancelled' | 'failed'

/** The state of an import. */
export type ImportState =
  | { readonly step: 'choose'; readonly fault?: Fault; readonly reason?: string }
  | { readonly step: 'reading'; readonly name: string; readonly share: number }
  | { readonly step: 'preview'; readonly name: string; readonly importId: string; readonly preview: Preview }
  | {
      readonly step: 'running'
      readonly importId: string
      readonly tasks: number
      readonly rows: number
      readonly of: number
    }
  | { readonly step: 'done'; readonly tasks: number; readonly repeated: boolean }

/** Runs an import, from the file to the report. `cancel` removes everything that was already written. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: 'choose' })
  const { client, invalidate } = api.useUtils()
  const { zone } = usePersonal()
  const ending = useRef(new AbortController())

  const stop = () => {
    ending.current.abort()
    ending.current = new AbortController()
    return ending.current.signal
  }
  const fail = (fault: Fault, error: unknown) => setState({ step: 'choose', fault, reason: (error as Error).message })

  async function read(file: File) {
    const signal = stop()
    if (file.size > mostBytes) return setState({ step: 'choose', fault: 'tooLarge' })
    const [importId, { name }] = [uuidv7(), file]
    const onProgress = (share: number) => setState({ step: 'reading', name, share })
    onProgress(0)
    try {
      await upload({ importId, file, signal, onProgress, send: (part) => client.import.read.mutate(part, { signal }) })
      const preview = await client.import.preview.query({ importId, timeZone: zone }, { signal })
      setState({ step: 'preview', name, importId, preview })
    } catch (error) {
      if (!signal.aborted) fail('notRead', error)
    }
  }

  function run(importId: string, tasks: number) {
    const signal = stop()
    setState({ step: 'running', importId, tasks, rows: 0, of: 0 })
    const subscription = client.import.run.subscribe(
      { importId, timeZone: zone },
      {
        onData({ rows, of, done, repeated }) {
          if (signal.aborted) return
          if (!done) return setState({ step: 'running', importId, tasks, rows, of })
          subscription.unsubscribe()
          setState({ step: 'done', tasks, repeated: repeated ?? false })
          void client.import.discard.mutate({ importId }).catch(() => undefined)
          void invalidate()
        },
        onError(error) {
          subscription.unsubscribe()
          if (!signal.aborted) fail('failed', error)
        },
      },
    )
    signal.addEventListener('abort', () => subscription.unsubscribe())
  }

  function cancel(importId?: string) {
    stop()
    if (importId !== undefined) void client.import.discard.mutate({ importId }).catch(() => undefined)
    setState({ step: 'choose', fault: 'cancelled' })
  }

  return { state, read, run, cancel, again: () => setState({ step: 'choose' }) }
}
