/** In what a person would call characters, as the API counts them. */
export const longestTitle = 500

/** How many characters a title has too many; none if that is zero or less. */
export const excessOf = (title: string): number => [...title.trim()].length - longestTitle
