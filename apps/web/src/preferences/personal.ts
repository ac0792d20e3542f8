// domain: tasks
import { useMemo, useSyncExternalStore } from 'react'
import { keptChoices } from '../kept/kept'
import { useSession } from '../session-provider'
import { deviceZone } from '../views/clock'

/**
 * What the pages need to know about days, from the person's preferences or else from the device. Nothing else decides it.
 * The language is that of the page (`useLocale`), which also follows the preferences.
 */
export interface Personal {
  /** The IANA time zone in which days begin. */
  readonly zone: string
  /** The first day of the week: 1 for Monday to 7 for Sunday. */
  readonly weekStart: number
  /** The list for new tasks that name no list; null for none. It may have been deleted. */
  readonly defaultListId: string | null
}

/** The preferences that matter here, as the API returns them. Null means that the device decides. */
export interface PersonalChoices {
  readonly timeZone: string | null
  readonly weekStart: number | null
  readonly defaultListId: string | null
}

/** The values of the device. */
export interface Device {
  readonly zone: string
  /** The language with its region, such as `en-GB`. */
  readonly language: string
}

const name = 'preferences'
const changedEvent = 'ownlist-preferences'

/** Stores the choices on this device. So the first paint needs no request, and a page that is offline knows them. */
export function keepChoices(owner: string | null, { timeZone, weekStart, defaultListId }: PersonalChoices): void {
  const kept = keptChoices(owner)
  const text = JSON.stringify({ timeZone, weekStart, defaultListId })
  if (kept.read(name) === text) return
  kept.write(name, text)
  dispatchEvent(new Event(changedEvent))
}

/** The choices that are stored on this device. They change as soon as they are changed here or in another tab. */
export function usePersonal(): Personal {
  const kept = keptChoices(useSession().owner())
  const stored = useSyncExternalStore(
    subscribe,
    () => kept.read(name) ?? '',
    () => '',
  )
  const [zone, language] = [deviceZone(), typeof navigator === 'undefined' ? 'en' : navigator.language]
  return useMemo(() => personalOf(stored, { zone, language }), [stored, zone, language])
}

/** @param stored what `keepChoices` has written, or anything else that was stored under its key */
export function personalOf(stored: string, device: Device): Personal {
  const { timeZone, weekStart, defaultListId } = parsed(stored)
  return {
    zone: typeof timeZone === 'string' && isZone(timeZone) ? timeZone : device.zone,
    weekStart: isDayOfWeek(weekStart) ? weekStart : usualWeekStart(device.language),
    defaultListId: typeof defaultListId === 'string' ? defaultListId : null,
  }
}

function parsed(stored: string): { readonly [Choice in keyof PersonalChoices]?: unknown } {
  try {
    return Object(JSON.parse(stored))
  } catch {
    return {}
  }
}

/** An older browser may not know a zone that was chosen on another device. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const isDayOfWeek = (day: unknown): day is number => [1, 2, 3, 4, 5, 6, 7].some((known) => known === day)

/** The usual first day of the week in the region of a language: 1 for Monday to 7 for Sunday. */
function usualWeekStart(language: string): number {
  // Firefox does not provide this, and TypeScript does not know it yet.
  const info = new Intl.Locale(language) as { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } }
  return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1
}

/** Tells this tab and the others. */
function subscribe(changed: () => void): () => void {
  addEventListener(changedEvent, changed)
  addEventListener('storage', changed)
  return () => {
    removeEventListener(changedEvent, changed)
    removeEventListener('storage', changed)
  }
}
