'use client'

import { pasteLines, type Taken } from '@ownlist/quick-add'
import { Plus } from 'lucide-react'
import { type ClipboardEvent, type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useDraft } from '../kept/use-draft'
import { pressedKey } from '../rows/pressed-key'
import { excessOf, longestTitle } from '../rows/title-length'
import { announce } from '../shell/announcer'
import type { TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'
import styles from './app.module.css'
import { PasteDialog } from './later-parts'
import type { QuickTask } from './quick-task'
import { quickWords } from './quick-words'
import { TakenChips } from './taken-chips'
import { useAddTasks } from './use-add-tasks'
import { useKeptFocus } from './use-kept-focus'
import { useSharedText } from './use-shared-text'

interface QuickAddProps {
  readonly view: TaskView
  readonly data: TaskData
  readonly inputRef: RefObject<HTMLInputElement | null>
}

type Words = typeof import('./quick-task')

/**
 * The line at the top of a view: type a task in plain words, press Enter, type the next one. What was understood is shown
 * and can be refused. Half-typed text survives a reload.
 */
export function QuickAdd({ view, data, inputRef }: QuickAddProps) {
  const t = useTranslations('tasks')
  const rows = useTranslations('rows')
  const locale = useLocale()
  const faultId = useId()
  const { text, edit } = useDraft('new-task', '')
  useSharedText(inputRef, edit)
  useKeptFocus(inputRef)
  const line = text ?? ''
  const [words, setWords] = useState(quickWords.loaded)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState<readonly string[]>([])
  const add = useAddTasks(view, data)
  const isWanted = useRef(false)

  const read = (with_: Words, of: string): QuickTask => with_.readQuickTask(of, { data, locale, refused })
  const quick: QuickTask = words === null || line === '' ? { title: line.trim(), taken: [] } : read(words, line)
  const excess = excessOf(quick.title)

  function load() {
    if (isWanted.current) return
    isWanted.current = true
    quickWords.load().then(
      (loaded) => setWords(() => loaded),
      () => {
        isWanted.current = false
      },
    )
  }
  useEffect(() => {
    if (line !== '') load()
  })

  /** A line that cannot be understood here and now is a title: what was typed is never lost. */
  const readLater = (of: string, without = refused): Promise<QuickTask> =>
    quickWords.load().then(
      (loaded) => loaded.readQuickTask(of, { data, locale, refused: without }),
      () => ({ title: of.trim(), taken: [] }),
    )

  async function submit(event: FormEvent) {
    event.preventDefault()
    inputRef.current?.focus()
    if (line.trim() === '' || excess > 0) return
    edit('')
    setRefused([])
    await add([words === null ? await readLater(line) : quick])
    announce(t('done.added', { count: 1 }))
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const given = event.clipboardData.getData('text/plain')
    if (!/[\r\n]/.test(given.trim())) return
    event.preventDefault()
    const lines = pasteLines(given)
    if (lines.length > 1) setPasted(lines)
    else edit(line + (lines[0] ?? ''))
  }

  async function addPasted(lines: readonly string[]) {
    setPasted([])
    await add(await Promise.all(lines.map((each) => readLater(each, []))))
    announce(t('done.added', { count: lines.length }))
    inputRef.current?.focus()
  }

  return (
    <form className={styles.add} method="post" onSubmit={submit}>
      <div className={styles.addLine}>
        <input
          ref={inputRef}
          className={styles.addInput}
          dir="auto"
          aria-label={t('new')}
          placeholder={t('newHint')}
          autoComplete="off"
          enterKeyHint="done"
          value={line}
          onFocus={load}
          onPaste={onPaste}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event) => pressedKey(event) === 'Escape' && event.currentTarget.blur()}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <Button type="submit" look="primary" disabled={excess > 0}>
          <Plus size={18} aria-hidden="true" />
          <span className={styles.addWord}>{rows('add')}</span>
        </Button>
      </div>
      <TakenChips
        taken={quick.taken}
        clock={data.clock}
        onRefuse={(one: Taken) => setRefused([...refused, one.text])}
      />
      {excess > 0 ? (
        <p id={faultId} className={styles.fault} role="alert">
          {rows('longTitle', { most: longestTitle, excess })}
        </p>
      ) : null}
      {pasted.length === 0 ? null : <PasteDialog lines={pasted} onAdd={addPasted} onClose={() => setPasted([])} />}
    </form>
  )
}
