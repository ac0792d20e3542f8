import { ListTodo, SearchX } from 'lucide-react'
import { EmptyState } from '../rows/list-states'
import type { TaskView } from '../view/task-view'

const wordsOfAll = {
  all: ['Nothing here yet', 'Write down the first thing on your mind, and press Enter.'],
  open: ['Nothing to do', 'Add a task above, or enjoy the quiet.'],
  done: ['Nothing done yet', 'Tasks that you complete appear here.'],
} as const

const wordsOfList = {
  all: ['Nothing in this list yet', 'Add a task above, or move one here from its details.'],
  open: ['Nothing to do in this list', 'Add a task above, or move one here from its details.'],
  done: ['Nothing done in this list yet', 'Tasks that you complete appear here.'],
} as const

export function EmptyList({ view: { listId, status, search } }: { view: TaskView }) {
  if (search !== '') {
    return (
      <EmptyState icon={SearchX} title="Nothing found">
        No {status === 'all' ? '' : `${status} `}task {listId === undefined ? '' : 'of this list '}has “{search}” in its
        title or notes.
      </EmptyState>
    )
  }
  const [title, text] = (listId === undefined ? wordsOfAll : wordsOfList)[status]
  return (
    <EmptyState icon={ListTodo} title={title}>
      {text}
    </EmptyState>
  )
}
