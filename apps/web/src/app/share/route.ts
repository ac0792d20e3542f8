// domain: tasks

/** Longer texts are cut, because the text becomes the title of a task. A person can write more in its notes. */
const mostShared = 2_000

/**
 * What another app shares with this one, in the form that the manifest declares: a title, a text and an address. They are
 * put into the field for a new task, where the person sees them before anything is saved. So a link to this address cannot
 * add anything by itself.
 */
export function GET(request: Request): Response {
  const given = new URL(request.url).searchParams
  const parts = ['title', 'text', 'url'].map((name) => given.get(name)?.trim() ?? '')
  const words = [...new Set(parts)].filter(
    (part, n) =>
      part !== '' && !parts.some((other, m) => m !== n && other.length > part.length && other.includes(part)),
  )
  const query = new URLSearchParams({ add: words.join(' ').slice(0, mostShared) })
  return new Response(null, { status: 303, headers: { location: words.length === 0 ? '/' : `/?${query}` } })
}
