// domain: tasks
import { formatDay } from './calendar.js'
import type { Language } from './language.js'
import { futureDay, type Present } from './named-day.js'
import { normal } from './normal.js'
import type { Found, QuotableWord } from './phrases.js'
import { isSameName } from './same-name.js'
import type { Meaning } from './taken.js'
import { touching } from './words.js'

/** The existing names. A mark with another name is part of the title. */
export interface Names {
  readonly lists?: readonly string[]
  readonly labels?: readonly string[]
  readonly sections?: readonly string[]
}

interface Surroundings extends Present {
  readonly language: Language
  readonly names: Names
}

/**
 * Parses priorities, `@list`, `#label`, `/section` and `{deadline}`. If a task can have only one of a kind, the last one
 * counts.
 */
export function marksIn(text: string, words: readonly QuotableWord[], surroundings: Surroundings): Found[] {
  const deadlines = deadlinesIn(text, words, surroundings)
  const taken = touching(words, deadlines)
  const others = words.flatMap((word): Found[] => {
    const meaning = word.isQuoted || taken.has(word) ? null : markOf(word, surroundings)
    return meaning === null ? [] : [{ ...meaning, start: word.start, end: word.end }]
  })
  return [...deadlines, ...others].sort((one, other) => one.start - other.start)
}

function markOf({ raw, normal: word }: QuotableWord, { language, names }: Surroundings): Meaning | null {
  const priority = Object.hasOwn(language.priorities, word) ? language.priorities[word] : undefined
  if (priority !== undefined) return { kind: 'priority', value: priority }
  const kind = kindsOfNames[raw[0] ?? '']
  const value = kind && names[`${kind}s`]?.find((name) => isSameName(name, raw.slice(1)))
  return kind === undefined || value === undefined ? null : { kind, value }
}

const kindsOfNames: Record<string, 'list' | 'label' | 'section'> = { '@': 'list', '#': 'label', '/': 'section' }

const braces = /(?<=^|\s)\{([^{}]{1,40})\}(?=\s|$)/gu

function deadlinesIn(text: string, words: readonly QuotableWord[], present: Surroundings): Found[] {
  const found = [...text.matchAll(braces)].flatMap(({ 0: all, 1: inner = '', index }): Found[] => {
    const named = present.language.shortDay(normal(inner).trim().replace(/\s+/g, ' '))
    const day = named === null ? null : futureDay(named, present)
    return day === null ? [] : [{ kind: 'deadline', value: formatDay(day), start: index, end: index + all.length }]
  })
  const quoted = touching(
    found,
    words.filter((word) => word.isQuoted),
  )
  return found.filter((one) => !quoted.has(one))
}
