import 'server-only'
import Negotiator from 'negotiator'
import { headers } from 'next/headers'
import { requestLooks } from '../looks/request-looks'
import { type Locale, locales } from './locale'

/**
 * The language of a page: the one that the person has chosen, or else the best match for what the browser asks for.
 * @param accepted an `Accept-Language` header
 */
export async function requestLocale(): Promise<Locale> {
  const { language } = await requestLooks()
  return language ?? localeOf((await headers()).get('accept-language'))
}

/** @param accepted an `Accept-Language` header */
function localeOf(accepted: string | null): Locale {
  const [best] = new Negotiator({ headers: { 'accept-language': accepted ?? '' } }).languages([...locales])
  return locales.find((locale) => locale === best) ?? 'en'
}
