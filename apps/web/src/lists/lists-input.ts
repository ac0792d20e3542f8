/** The input for the API. The server that prefetches and the browser must use the same one. */
export const listsInput = { limit: 200 }
