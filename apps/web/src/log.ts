import { createLog, type Logger } from '@ownlist/http'

// Kept on globalThis: Next.js loads a module once for the start of the app, and again for each kind of route.
const held = globalThis as { ownlistLog?: Logger }

/**
 * The app's log, one JSON object per line, in the same format as the API's. It never contains tokens, titles or e-mail
 * addresses. The start of the app sets the level.
 */
export function log(): Logger {
  held.ownlistLog ??= createLog('info')
  return held.ownlistLog
}
