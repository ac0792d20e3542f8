import { casual } from 'chrono-node/en'

/** A day that was found in a line of text, and the line without it. */
export interface CertainDay {
  readonly title: string
  /** A day in the user's own calendar, `YYYY-MM-DD`. */
  readonly dueOn: string
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayOfMonth = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?'
const year = '(?:,? 20\\d\\d)?'
const isoDate = '\\d{4}-\\d{2}-\\d{2}'
const date = `(?:${isoDate}|${dayOfMonth}(?: of)? ${month}${year}|${month} ${dayOfMonth}${year})`
const weekday = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const shortWeekday = '(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)'
const fewer = '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[1-9]|1[0-4])'
const relative = `(?:today|tonight|tomorrow|the day after tomorrow|in ${fewer} (?:days?|weeks?|months?))`
const preposition = '(?:due on|due by|due|by|on)'
const time = '(?:(?:at )?\\d{1,2}:\\d{2}(?: ?[ap]m)?|(?:at )?\\d{1,2} ?[ap]m|at \\d{1,2})'

/** The day with its preposition. "On today" and "on in two weeks" are not English. */
const stated = [
  `${preposition} (?:(?:this |next )?${weekday}|${date})`,
  `(?:due|by) (?:this |next )?${shortWeekday}`,
  `(?:due|due by|by) ${relative}`,
]
const bare = [date, relative, `(?:(?:this|next) )?${weekday}`, `next ${shortWeekday}`]
const anyDay = `(?<day>${[...stated, ...bare].join('|')})`

const atEnd = new RegExp(`^(?<title>.+?)(?<mark>[,;:]? [–—-] |[,;:]? )${anyDay}(?<time> ${time})?[.!]?$`, 'i')
const stops = '(?:[,:]| [–—-])'
const atStart = new RegExp(
  `^(?:(?<day>${stated.join('|')})${stops}?|(?<plain>${bare.join('|')})${stops}|(?<now>${isoDate}|today|tomorrow)) (?<title>.+)$`,
  'i',
)

const onlyDate = new RegExp(`^${date}$`, 'i')
const onlyRelative = new RegExp(`^${relative}$`, 'i')
const isSpan = /^in /i
const withDayAtAnEnd = new RegExp(`^(?:${bare.join('|')})(?![\\w-])|(?<![\\w-])(?:${bare.join('|')})$`, 'i')
const startsWithDay = new RegExp(`^(?:(?:${stated.join('|')})(?![\\w-])|(?:${bare.join('|')})(?:${stops}|$))`, 'i')
const withPreposition = new RegExp(`^${preposition} `, 'i')
const startsRange = new RegExp(`\\b(?:from|between|since) (?:${weekday}|${date}|${relative})`, 'i')

/** Words that need what follows them. Without the day, the rest would not be what the user wrote. */
const needsMore = new Set(
  `a about after again an and any are around as at before between by each every except first for from had has how in
  into is its due last like my near next no not of off on one or our over per plus since than that the their this to
  until up was were what when where which who why with without your during till than vs versus via because if but so`.split(
    /\s+/,
  ),
)

/**
 * Verbs whose object may be the day itself, or something that is named after a day: "Plan tomorrow", "Rewatch Friday".
 */
const takesDay = new Set(
  `plan replan prepare organise organize arrange cancel skip reschedule schedule review discuss survive enjoy celebrate move
  clear block postpone recap journal remember love hate seize watch rewatch read reread play replay hear listen see`.split(
    /\s+/,
  ),
)

/** Verbs for which "in two weeks" may be a duration: "Learn French in two weeks". */
const takesTime = new Set(
  `learn master memorise memorize lose gain save earn double halve grow build write finish complete read run cycle swim tour
  explore recover quit`.split(/\s+/),
)

/**
 * Nouns that are followed by a number, which may look like part of a date: "Read chapter 3 April", "Fix version 10
 * mar".
 */
const takesNumber = new Set(
  `chapter chapters page pages part lesson lessons unit level step exercise question episode season volume version release
  room gate platform size paragraph section article grade iphone windows formula`.split(/\s+/),
)

/** Words that turn a weekday into a name: "Black Friday", "Ash Wednesday". */
const namesDay = new Set(
  `black cyber good easter ash palm shrove holy whit maundy boxing super fat giving blue ruby freaky bloody manic stormy taco
  casual throwback wild spy plough low pentecost mothering remembrance advent trinity happy lazy girl man sheffield`.split(
    /\s+/,
  ),
)

/** Words that continue after a day at the beginning: "On Monday morning …", "Tomorrow never dies". */
const goesOn = new Set(
  `and or to till until through morning mornings afternoon evening evenings night nights noon never is was will we i people
  show at in on from of's land comes came`.split(/\s+/),
)

/**
 * Finds a day only if it certainly is one: at the end of the text or, with a preposition or a comma, at its beginning.
 * If the words may mean something else, or say more than the day, they all stay in the title. A time of day stays, too.
 * @param text with single spaces
 * @param now the user's clock, in their time zone
 */
export function certainDay(text: string, now: Date): CertainDay | null {
  return dayAtEnd(text, now) ?? dayAtStart(text, now)
}

function dayAtEnd(text: string, now: Date): CertainDay | null {
  const { title, mark, day, time = '' } = atEnd.exec(text)?.groups ?? {}
  if (title === undefined || day === undefined) return null
  const before = lastWord(title)
  const isSeparate = mark !== ' '
  if (!isSeparate && (needsMore.has(before) || isName(title, before, day))) return null
  if (!isStated(day) && takesDay.has(before)) return null
  if (isSpan.test(day) && takesTime.has(firstWord(title))) return null
  if (!isSeparate && /^\d{1,2}\b/.test(day) && takesNumber.has(before)) return null
  // Without the end of a range, the day would be a different one. "On friday, call Bob tomorrow" has no single day.
  if (startsRange.test(title) || startsWithDay.test(title)) return null
  return dated(`${title}${time}`, day, now)
}

/** Whether a weekday or a relative day without a preposition is part of a name, which its capital letter shows. */
function isName(title: string, before: string, day: string): boolean {
  if (isStated(day) || onlyDate.test(day)) return false
  if (namesDay.has(before)) return true
  const capital = /\p{Lu}/u
  // Within a sentence, no relative day has a capital letter.
  if (onlyRelative.test(day)) return capital.test(day)
  const words = title.split(' ')
  return capital.test(day) && words.length > 1 && capital.test(words.at(-1)?.[0] ?? '')
}

const isStated = (day: string) => withPreposition.test(day)

const firstWord = (title: string) => title.split(' ')[0]?.toLowerCase() ?? ''

const lastWord = (title: string) => title.split(' ').at(-1)?.toLowerCase() ?? ''

function dayAtStart(text: string, now: Date): CertainDay | null {
  const { day, plain, now: alone, title } = atStart.exec(text)?.groups ?? {}
  const found = day ?? plain ?? alone
  if (found === undefined || title === undefined) return null
  const isSeparate = /^[,:]|^ [–—-]/.test(text.slice(found.length))
  const next = title.split(' ')[0] ?? ''
  if (!isSeparate && goesOn.has(next.toLowerCase())) return null
  // "Today, tomorrow and friday" has no single day.
  if (withDayAtAnEnd.test(title)) return null
  // "Today Show tickets" is about something with that name.
  if (alone !== undefined && !/^[\p{Ll}\d]/u.test(next)) return null
  return dated(title, found, now)
}

/** Null for a day that does not exist or that has passed: nothing becomes due then, so it is part of the title. */
function dated(title: string, day: string, now: Date): CertainDay | null {
  // "Sunday, bloody Sunday" is a name.
  if (title.toLowerCase().startsWith(day.toLowerCase())) return null
  const dueOn = dayFor(day.replace(withPreposition, ''), now)
  return dueOn === null || dueOn < dayOf(now) ? null : { title: title.trim(), dueOn }
}

/** The day that the whole text means; null if it means none. */
export function dayFor(words: string, now: Date): string | null {
  // It starts from the morning, so that today's date is also today in the afternoon.
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const [found] = casual.parse(words, morning, { forwardDate: true })
  return found === undefined || found.text.length !== words.length ? null : dayOf(found.start.date())
}

/** The day that a clock on the wall shows. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
