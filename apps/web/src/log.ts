import { createLog, type Logger } from '@ownlist/http'

// Kept on globalThis: Next.js loads a module once for the start of the app and again for each kind of route.
const held = globalThis as { ownlistLog?: Logger }

/**
 * What this app does, one JSON text a line, in the form of the API's log. Never tokens, titles or e-mail addresses. The start of
 * the app sets the level.
 */
export function log(): Logger {
  held.ownlistLog ??= createLog('info')
  return held.ownlistLog
}
