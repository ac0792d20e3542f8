/** The parts of the address of a private calendar. */
export interface FeedAddress {
  readonly userId: string
  readonly secret: string
}

/** In base64url; 32 random bytes. */
const form = /^\/feeds\/([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})\.ics$/

export const feedPath = ({ userId, secret }: FeedAddress): string => `/feeds/${userId}.${secret}.ics`

/** Null for any other path. */
export function readFeedPath(path: string): FeedAddress | null {
  const [, userId, secret] = form.exec(path) ?? []
  return userId === undefined || secret === undefined ? null : { userId, secret }
}
