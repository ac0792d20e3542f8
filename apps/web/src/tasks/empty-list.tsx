import { ListTodo, SearchX } from 'lucide-react'
import { EmptyState } from '../rows/list-states'
import type { TaskView } from './task-view'

const words = {
  all: ['Nothing here yet', 'Write down the first thing on your mind, and press Enter.'],
  open: ['Nothing to do', 'Add a task above, or enjoy the quiet.'],
  done: ['Nothing done yet', 'Tasks you complete gather here.'],
} as const

export function EmptyList({ view: { status, search } }: { view: TaskView }) {
  if (search !== '') {
    return (
      <EmptyState icon={SearchX} title="Nothing found">
        No {status === 'all' ? '' : `${status} `}task has “{search}” in its title or notes.
      </EmptyState>
    )
  }
  const [title, text] = words[status]
  return (
    <EmptyState icon={ListTodo} title={title}>
      {text}
    </EmptyState>
  )
}
