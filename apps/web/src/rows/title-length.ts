/** Counts what a user would call characters, as the API does. */
export const longestTitle = 500

/** How many characters the title has too many; zero or less if it fits. */
export const excessOf = (title: string): number => [...title.trim()].length - longestTitle
