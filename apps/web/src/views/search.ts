// domain: tasks
import type { Task } from '@ownlist/client'
import { containsTypos, containsWords, foldText, searchWords } from '@ownlist/text'
import type { TaskData } from './task-data'

/**
 * Finds tasks that contain every word, in any order, in their title, their notes, the title of their list or their labels.
 * If no task does, words of four or more letters may have a typo. Texts are folded as in the API.
 */
export function createSearch({ lists, labels }: Pick<TaskData, 'lists' | 'labels'>) {
  const listTitles = new Map(lists.map(({ id, title }) => [id, foldText(title)]))
  const labelTitles = new Map(labels.map(({ id, title }) => [id, foldText(title)]))
  const textOf = (task: Task) => {
    const list = task.listId === null ? '' : (listTitles.get(task.listId) ?? '')
    const own = task.labelIds.map((id) => labelTitles.get(id) ?? '')
    return [foldedTask(task), list, ...own].join('\n')
  }
  return (query: string, tasks: readonly Task[]): readonly Task[] => {
    const words = searchWords(query)
    if (words.length === 0) return []
    const found = tasks.filter((task) => containsWords(textOf(task), words))
    return found.length > 0 ? found : tasks.filter((task) => containsTypos(textOf(task), words))
  }
}

const folded = new WeakMap<Task, string>()

/** A changed task is a new object, so each object is folded only once. */
function foldedTask(task: Task): string {
  const known = folded.get(task)
  if (known !== undefined) return known
  const made = `${foldText(task.title)}\n${foldText(task.notes)}`
  folded.set(task, made)
  return made
}
