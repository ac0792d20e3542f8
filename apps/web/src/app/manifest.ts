import type { MetadataRoute } from 'next'
import { directionOf } from '@/texts/locale'
import { requestLocale } from '@/texts/request-locale'
import { texts } from '@/texts/server'

const icon = (name: string, size: number, purpose: 'any' | 'maskable' = 'any') =>
  ({ src: `/icons/${name}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose }) as const

// domain: tasks {
/** What other apps may share with this one. `share/route.ts` reads the same names. */
const [title, text, url] = ['title', 'text', 'url'] as const
const shared = { title, text, url }
// domain: tasks }

/** The web app manifest, which a device needs to install the app. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const shell = await texts('shell')
  const kept = await texts('kept')
  const lang = await requestLocale()
  return {
    id: '/',
    name: shell('name'),
    short_name: shell('name'),
    description: kept('description'),
    lang,
    dir: directionOf(lang),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#faf9f6',
    theme_color: '#0b6b5b',
    icons: [icon('icon-192', 192), icon('icon-512', 512), icon('maskable-512', 512, 'maskable')],
    // domain: tasks {
    share_target: { action: '/share', method: 'get', params: shared },
    // domain: tasks }
  }
}
