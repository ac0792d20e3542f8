/** What the API is asked for; the server that prefetches and the browser must ask alike. */
export const listsInput = { limit: 200 }
