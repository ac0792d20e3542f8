import { containsTypos, containsWords, foldText, searchWords } from '@ownlist/text'

/** What a search finds, using the code of the pages, for comparison with PostgreSQL. */

interface Text {
  readonly title: string
  readonly notes?: string
}

const textOf = ({ title, notes = '' }: Text) => ` ${foldText(title)} ${foldText(notes)} `

/** The text in lower case, without accents, and with each emoji as a word. */
export const folded = foldText

/** Whether each word is in the title or the notes. */
export const matchesWords = (query: string, task: Text): boolean => containsWords(textOf(task), searchWords(query))

/** Whether each word is in the title or the notes, or differs from the beginning of a word by a typo. */
export const matchesTypos = (query: string, task: Text): boolean => containsTypos(textOf(task), searchWords(query))
