'use client'

import { useId } from 'react'
import formStyles from '../forms/forms.module.css'
import { useLists } from '../lists/use-lists'

interface ListChoiceProps {
  /** Null for everywhere. */
  readonly listId: string | null
  readonly onChoose: (listId: string | null) => void
}

/** Narrows what a program asks for to one list. */
export function ListChoice({ listId, onChoose }: ListChoiceProps) {
  const id = useId()
  const { lists = [], query } = useLists()
  if (lists.length === 0) {
    return query.isError ? <p>That is everywhere: your lists could not be loaded, to choose one of them.</p> : null
  }
  return (
    <div className={formStyles.field}>
      <label htmlFor={id}>Where</label>
      <div className={formStyles.control}>
        <select id={id} value={listId ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
          <option value="">Everywhere</option>
          {lists.map(({ id, title }) => (
            <option key={id} value={id}>
              Only in “{title}”
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
