// domain: tasks
/** Whether two names are equal if case is ignored and a hyphen can replace a space, so that a title can be typed as one word. */
export const isSameName = (one: string, other: string): boolean => inOneWord(one) === inOneWord(other)

const inOneWord = (title: string) =>
  title
    .normalize()
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-')
