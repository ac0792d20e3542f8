import { toVisibleLine } from '@ownlist/text'
import type { BetterAuthPlugin } from 'better-auth'
import { personName } from './request-fields'

/** Changes what a provider says about a user so that it meets the rules for the user's own input. */
export const providerProfiles = () =>
  ({
    id: 'provider-profiles',
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            create: {
              before: async ({ name, image, ...user }) => ({
                data: { ...user, name: shownName(name), image: pictureOf(image) },
              }),
            },
          },
        },
      },
    }),
  }) satisfies BetterAuthPlugin

/** The nearest valid name. */
function shownName(name: string): string {
  const line = toVisibleLine(name.slice(0, 1_000))
    .replaceAll(/\p{Z}+/gu, ' ')
    .trim()
  const short = [...line].slice(0, 100).join('').trim()
  return personName.safeParse(short).success ? short : 'Somebody'
}

const pictureOf = (url: string | null | undefined) =>
  url !== null && url !== undefined && /^https:\S{1,2000}$/.test(url) ? url : null
