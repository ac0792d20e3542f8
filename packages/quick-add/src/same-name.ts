// domain: tasks
/** Whether two names are the same if case is ignored and a hyphen can stand for a space, so that a title fits in a word. */
export const isSameName = (one: string, other: string): boolean => inOneWord(one) === inOneWord(other)

const inOneWord = (title: string) =>
  title
    .normalize()
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-')
