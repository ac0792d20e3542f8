// domain: tasks
import type { PendingEntry, TrayEntry } from '@ownlist/client/offline'

/** A field of a row. */
type Place = `${string} ${string}`

/** What somebody wrote. Each value is used only once, so that it can be found again. */
interface Edit {
  readonly value: string
  readonly device: string
  /** The values that the person saw before, and so replaced knowingly. */
  readonly seen: Set<string>
}

/** All edits of texts on all devices, to find out at the end what happened to each. */
export interface Edits {
  /** A value that is used nowhere else. */
  next(): string
  /** @param seen the value that the person saw; undefined for a new row */
  made(device: string, place: { readonly id: string; readonly field: string }, value: string, seen?: string): void
  /** A person has decided about a change in the tray, and therefore also about one that cannot be sent without it. */
  decided(entry: TrayEntry | PendingEntry, how: 'ours' | 'theirs'): void
  /**
   * The errors, in words.
   * @param values every value that a field ever had at the API, in order
   */
  faults(values: (id: string, field: string) => readonly string[]): string[]
}

const texts = ['title', 'notes']

export function createEdits(): Edits {
  const edits = new Map<Place, Edit[]>()
  const givenUp = new Set<string>()
  let count = 0
  const at = (id: string, field: string) => edits.get(`${id} ${field}`) ?? []

  /** Everything that a person knew when writing a value. */
  function known(place: readonly Edit[], value: string, found = new Set<string>()): Set<string> {
    for (const seen of place.find((edit) => edit.value === value)?.seen ?? []) {
      if (found.has(seen)) continue
      found.add(seen)
      known(place, seen, found)
    }
    return found
  }

  function faultsOf(place: readonly Edit[], values: readonly string[]): string[] {
    const lost = place.filter(({ value, device }, n) => {
      const isReplaced = place.slice(n + 1).some((later) => later.device === device)
      return !values.includes(value) && !isReplaced && !givenUp.has(value)
    })
    const twice = values.filter((value, n) => values.indexOf(value) !== n)
    const overwritten = values.slice(1).filter((value, n) => !known(place, value).has(values[n] ?? ''))
    return [
      ...lost.map(({ value, device }) => `${value} of ${device} was lost`),
      ...twice.map((value) => `${value} was written twice`),
      ...overwritten.map((value) => `${value} replaced something that its writer had not seen: ${values.join(' → ')}`),
    ]
  }

  return {
    next: () => `v${++count}`,
    made(device, { id, field }, value, seen) {
      const edit = { value, device, seen: new Set(seen === undefined ? [] : [seen]) }
      edits.set(`${id} ${field}`, [...at(id, field), edit])
    },
    decided({ id, change, state }, how) {
      const fields = change.type === 'create' ? change.input : change.type === 'update' ? change.fields : {}
      for (const field of texts) {
        const value = String(fields[field])
        if (how === 'theirs') givenUp.add(value)
        if (how === 'theirs' || state.name !== 'conflict') continue
        at(id, field)
          .find((edit) => edit.value === value)
          ?.seen.add(String(state.theirs[field]))
      }
    },
    faults: (values) =>
      [...edits].flatMap(([place, made]) => {
        const [id = '', field = ''] = place.split(' ')
        return faultsOf(made, values(id, field)).map((fault) => `${field} of ${id}: ${fault}`)
      }),
  }
}
