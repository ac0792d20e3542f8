// domain: tasks
import { wordSet } from '../grammar.js'
import type { PhraseContext } from '../language.js'

/** Words that need a word after them. Without the day, the rest would not mean what the user wrote. */
export const needsMore = wordSet(
  `a about after again an and any are around as at before between by each every except first for from had has how in
  into is its due last like my near next no not of off on one or our over per plus since than that the their this to
  until up was were what when where which who why with without your during till than vs versus via because if but so`,
)

/**
 * Verbs whose object may be the day itself, or something that is named after a day: "Plan tomorrow", "Rewatch Friday".
 */
const takesDay = wordSet(
  `plan replan prepare organise organize arrange cancel skip reschedule schedule review discuss survive enjoy celebrate move
  clear block postpone recap journal remember love hate seize watch rewatch read reread play replay hear listen see`,
)

/** Verbs for which "in two weeks" may be a duration: "Learn French in two weeks". */
const takesTime = wordSet(
  `learn master memorise memorize lose gain save earn double halve grow build write finish complete read run cycle swim tour
  explore recover quit`,
)

/** Nouns that are followed by a number, which may look like a part of a date: "Read chapter 3 April", "Fix version 10 mar". */
const takesNumber = wordSet(
  `chapter chapters page pages part lesson lessons unit level step exercise question episode season volume version release
  room gate platform size paragraph section article grade iphone windows formula branch tag build photo backup`,
)

/** "Call Jan 5" may mean five calls to Jan. */
const meetsPeople = wordSet('call ask email mail text invite meet tell ping message visit phone thank help remind')
const namesOfMonths = wordSet('jan april may june august')

/** Things with their own titles: "Song: Tomorrow". */
const hasTitle = wordSet(
  'song songs album movie film book novel poem play single track episode band show series game title',
)

/** Words that turn a weekday into a name: "Black Friday", "Ash Wednesday". */
const namesDay = wordSet(
  `black cyber good easter ash palm shrove holy whit maundy boxing super fat giving blue ruby freaky bloody manic stormy taco
  casual throwback wild spy plough low pentecost mothering remembrance advent trinity happy lazy girl man sheffield`,
)

/** Words that a repetition may follow: "Stand up every day", "Log in every morning". */
const particles = wordSet('up down off over around in out back')

/** Verbs that would be left without their object: "Enjoy every Friday". */
const takesRepetition = wordSet(
  'love hate enjoy survive seize celebrate remember live cherish make watch read hear play',
)

const capital = /\p{Lu}/u

/** Whether words that may be a day are part of something else, as their neighbours or a capital letter show. */
export function isNameInEnglish({ phrase, before, isSeparate, isStated, day }: PhraseContext): boolean {
  const last = before.at(-1)
  const previous = last?.normal ?? ''
  const first = phrase[0]?.normal ?? ''
  if (!isStated && takesDay.has(previous)) return true
  if (first === 'in' && takesTime.has(before[0]?.normal ?? '')) return true
  const isCapital = phrase.some((word) => capital.test(word.raw))
  if (isSeparate) return isCapital && !isStated && hasTitle.has(previous)
  if (needsMore.has(previous) || /^(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|other)$/.test(previous)) return true
  if (/^\d/.test(first) && takesNumber.has(previous)) return true
  if (meetsPeople.has(previous) && namesOfMonths.has(first)) return true
  if (isStated || day?.type === 'date' || day?.type === 'iso') return false
  if (namesDay.has(previous)) return true
  // Within a sentence, relative days have no capital letter.
  if (day?.type === 'offset') return isCapital
  return isCapital && before.length > 1 && capital.test(last?.raw[0] ?? '')
}

export function isNotRepeatedInEnglish({ phrase, before, isSeparate }: PhraseContext): boolean {
  const previous = before.at(-1)?.normal ?? ''
  if (isSeparate) return false
  if (takesRepetition.has(previous) || (needsMore.has(previous) && !particles.has(previous))) return true
  // "Listen to Every Day" names something with that title.
  return before.length > 0 && capital.test(phrase[0]?.raw[0] ?? '')
}
