// domain: tasks
import { wordSet } from '../grammar.js'
import type { PhraseContext, Word } from '../language.js'

/** Words that need a word after them. Without the day, the rest would not mean what the user wrote. */
export const needsMore = wordSet(
  `ab alle als am an auf aus außer bei beim bis da damit das dass dem den der des die diese diesem diesen dieser dieses durch ein
  eine einem einen einer eines für gegen guten gute im in ins ist jede jedem jeden jeder jedes kein keine mein meine
  meinen mich dich mit nach neben nicht noch nur ob oder ohne pro seit sein seine seinen sind statt trotz über um und unter vom von vor
  war warum was wegen weil wenn wer wie wo zu zum zur zwischen frühen frühem späten letzten vergangenen`,
)

/** Verbs whose object may be the day, or something on it: "Morgen planen", "Vortrag am Freitag vorbereiten". */
const takesDay = wordSet(
  'planen umplanen vorbereiten organisieren absagen streichen verschieben besprechen umbuchen stornieren',
)

/** Words for something that lasts. After them, "bis" means its end, not a due day. */
const lasts = wordSet(
  `urlaub ferien krank krankgeschrieben offen geöffnet geschlossen gültig pause frei verreist abwesend unterwegs gilt bleibt
  bleiben läuft warten warte wartet aufbewahren behalten aktion angebot ausverkauf öffnungszeiten elternzeit`,
)

const takesTime = wordSet(
  'lernen abnehmen zunehmen schaffen fertigstellen lesen verdienen sparen bauen aufbauen laufen meistern',
)

const takesNumber = wordSet(
  `kapitel seite seiten teil lektion lektionen stufe aufgabe übung frage folge staffel band version raum zimmer tor gleis größe
  absatz abschnitt artikel klasse paragraf paragraph windows iphone formel preis punkt ziffer nummer nr. §`,
)

/** Words that turn a weekday into a name: "Black Friday" has no German day, "Weißer Sonntag" does. */
const namesDay = wordSet(
  `weißer weißen blauer blauen schwarzer schwarzen fetter verkaufsoffener verkaufsoffenen heiliger herr herrn frau familie doktor
  dr. prof. onkel tante opa oma robinson stiller goldener langer grüner aschermittwoch`,
)

/** A verb in the infinitive, after which a German sentence does not continue. */
export const finalVerb = /^\p{Ll}{2,}(?:e[nl]n|[^e\s]ern|en|ern|eln|tun|sein)[.!]?$/u

const capital = /^\p{Lu}/u

/** Whether words that may be a day are part of something else. In German, a capital letter says little about nouns. */
export function isNameInGerman({ phrase, before, isSeparate, isStated, day, after, hasTime }: PhraseContext): boolean {
  const first = phrase[0]
  const previous = before.at(-1)?.normal ?? ''
  const text = phrase.map((word) => word.normal).join(' ')
  const sentence = [...before, ...(after === null ? [] : [after])].map((word) => word.normal)
  if (/^(?:fällig |spätestens )?bis /.test(text) && sentence.some((word) => lasts.has(word))) return true
  if (text.startsWith('in ') && sentence.some((word) => takesTime.has(word))) return true
  if (isAboutDay(after)) return true
  if (isSeparate) return false
  if (needsMore.has(previous) || (namesDay.has(previous) && !isStated && capital.test(first?.raw ?? ''))) return true
  // "Heute Morgen" is a part of today.
  if (text === 'morgen' && previous === 'heute') return true
  if (/^\d{1,2}\./.test(text) && takesNumber.has(previous)) return true
  // Within a sentence, these words have a small letter: "der Film Am Sonntag", "der Morgen".
  const isAdverb = isStated || day?.type === 'offset' || phrase.length > 1
  if (isAdverb && capital.test(first?.raw ?? '')) return true
  // A bare weekday may be a surname, "Anna Freitag", unless a verb stands before it or its letter is small.
  if (day?.type === 'weekday' && phrase.length === 1 && !hasTime)
    return capital.test(first?.raw ?? '') && !finalVerb.test(before.at(-1)?.raw ?? '')
  return false
}

/** Whether "bis" means the end of something that lasts: "bis Freitag krank". */
export const lastsUntil = (phrase: readonly Word[], rest: readonly Word[]): boolean =>
  phrase[0]?.normal === 'bis' && rest.some((word) => lasts.has(word.normal))

/** Whether a verb would be left without its object: "jeden Tag genießen". */
export const isEnjoyed = (word: Word): boolean => /^(?:genießen|leben|lieben|hassen|feiern|nutzen)$/.test(word.normal)

/** Whether a verb may refer to the day before it. */
export const isAboutDay = (word: Word | null): boolean => word !== null && takesDay.has(word.normal)

export function isNotRepeatedInGerman({ phrase, before, isSeparate }: PhraseContext): boolean {
  const first = phrase[0]?.raw ?? ''
  return !isSeparate && (needsMore.has(before.at(-1)?.normal ?? '') || (before.length > 0 && capital.test(first)))
}
