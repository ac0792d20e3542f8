'use client'

import { pasteLines, type Span } from '@ownlist/quick-add'
import { Plus } from 'lucide-react'
import {
  type ClipboardEvent,
  type FocusEvent,
  type FormEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useDraft } from '../kept/use-draft'
import styles from '../rows/add-line.module.css'
import { pressedKey } from '../rows/pressed-key'
import { TitleFault } from '../rows/title-fault'
import { excessOf } from '../rows/title-length'
import { announce } from '../shell/announcer'
import type { TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'
import { PasteDialog } from './later-parts'
import type { QuickTask } from './quick-task'
import { quickWords } from './quick-words'
import { spansAfterEdit } from './spans-after-edit'
import { TakenChips } from './taken-chips'
import { type Column, useAddTasks } from './use-add-tasks'
import { useKeptFocus } from './use-kept-focus'
import { useSharedText } from './use-shared-text'

interface QuickAddProps {
  readonly view: TaskView
  readonly data: TaskData
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** The column of a board to whose end the tasks are added. */
  readonly column?: Column
  /** Called when Escape is pressed, or when the line is left empty. */
  readonly onClose?: (how: 'escape' | 'left') => void
}

type Words = typeof import('./quick-task')

/**
 * The line for new tasks: type a task in plain words, press Enter, type the next one. It shows what was understood, and
 * each part can be refused. A draft survives a reload.
 */
export function QuickAdd({ view, data, inputRef, column, onClose }: QuickAddProps) {
  const t = useTranslations('tasks')
  const rows = useTranslations('rows')
  const locale = useLocale()
  const faultId = useId()
  const { text, edit } = useDraft(column?.draft ?? 'new-task', '')
  useKeptFocus(inputRef)
  const line = text ?? ''
  const [words, setWords] = useState(quickWords.loaded)
  const [refused, setRefused] = useState<readonly Span[]>([])
  const [pasted, setPasted] = useState<readonly string[]>([])
  const add = useAddTasks(view, data, column)
  const isWanted = useRef(false)
  useSharedText(inputRef, write)

  const read = (with_: Words, of: string): QuickTask => with_.readQuickTask(of, { data, locale, refused })
  const quick: QuickTask = words === null || line === '' ? { title: line.trim(), taken: [] } : read(words, line)
  const excess = excessOf(quick.title)

  function write(changed: string) {
    setRefused(spansAfterEdit(refused, line, changed))
    edit(changed)
  }

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

  /** If the line cannot be parsed here and now, all of it becomes the title. So typed text is never lost. */
  const readLater = (of: string, without = refused): Promise<QuickTask> =>
    quickWords.load().then(
      (loaded) => loaded.readQuickTask(of, { data, locale, refused: without }),
      () => ({ title: of.trim(), taken: [] }),
    )

  async function submit(event: FormEvent) {
    event.preventDefault()
    inputRef.current?.focus()
    if (line.trim() === '' || excess > 0) return
    write('')
    await add([words === null ? await readLater(line) : quick])
    announce(t('done.added', { count: 1 }))
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const given = event.clipboardData.getData('text/plain')
    if (!/[\r\n]/.test(given.trim())) return
    event.preventDefault()
    const lines = pasteLines(given)
    if (lines.length > 1) setPasted(lines)
    else write(line + (lines[0] ?? ''))
  }

  async function addPasted(lines: readonly string[]) {
    setPasted([])
    await add(await Promise.all(lines.map((each) => readLater(each, []))))
    announce(t('done.added', { count: lines.length }))
    inputRef.current?.focus()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (line === '' && relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose?.('left')
  }

  return (
    <form className={styles.add} method="post" onSubmit={submit} onBlur={onBlur}>
      <div className={styles.addLine}>
        <input
          ref={inputRef}
          className={styles.addInput}
          dir="auto"
          aria-label={column === undefined ? t('new') : t('newIn', { place: column.title })}
          placeholder={column === undefined ? t('newHint') : t('new')}
          autoComplete="off"
          enterKeyHint="done"
          value={line}
          onFocus={load}
          onPaste={onPaste}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (pressedKey(event) !== 'Escape') return
            event.currentTarget.blur()
            onClose?.('escape')
          }}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <Button type="submit" look="primary" disabled={excess > 0}>
          <Plus size={18} aria-hidden="true" />
          <span className={column === undefined ? styles.addWord : 'visually-hidden'}>{rows('add')}</span>
        </Button>
      </div>
      <TakenChips taken={quick.taken} clock={data.clock} onRefuse={(one) => setRefused([...refused, one])} />
      <TitleFault id={faultId} excess={excess} hasNotes />
      {pasted.length === 0 ? null : <PasteDialog lines={pasted} onAdd={addPasted} onClose={() => setPasted([])} />}
    </form>
  )
}
