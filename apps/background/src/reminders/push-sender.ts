// domain: tasks

import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import webPush from 'web-push'
import { publicLookup, refuseNumbers } from './public-lookup.js'

/** A VAPID key pair (RFC 8292), and a contact address of this program's operator for operators of push services. */
export interface Vapid {
  readonly publicKey: string
  readonly privateKey: string
  readonly subject: string
}

export interface PushMessage {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** Encrypted for the browser. At most 3,993 bytes. */
  readonly payload: string
  /** A later message with the same topic replaces this one while the push service keeps it. Up to 32 letters, digits, - or _. */
  readonly topic: string
}

/**
 * The result of sending. `gone`: the push service no longer knows the subscription. `refused`: the same message would be
 * refused again. `later`: it did not accept the message now.
 */
export type PushAnswer =
  | { readonly outcome: 'taken' | 'gone' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'later'; readonly reason: string; readonly afterMs: number | null }

/** Sends one message by Web Push. It never rejects. */
export type PushSender = (message: PushMessage) => Promise<PushAnswer>

/** How long a push service keeps a message for a device that is offline, in seconds. */
const keptSeconds = 24 * 60 * 60
/** The time limit for the whole request, in milliseconds. */
const patienceMs = 10_000
/** The longest wait that a push service may ask for, in milliseconds. */
const longestWaitMs = 60 * 60 * 1_000

/**
 * Sends over https, and only to public hosts. The library encrypts and signs, but our own code sends the request, because
 * its duration and the size of the answer must be limited: any user can name the server.
 * @param privateHosts hosts that may be in a private network
 */
export function createPushSender(vapid: Vapid, privateHosts: readonly string[] = []): PushSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 20, lookup: publicLookup(privateHosts) })

  return async ({ endpoint, p256dh, auth, payload, topic }) => {
    try {
      const url = new URL(endpoint)
      refuseNumbers(url, privateHosts)
      const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: vapid,
        TTL: keptSeconds,
        urgency: 'high',
        topic,
      })
      const signal = AbortSignal.timeout(patienceMs)
      return await new Promise<PushAnswer>((resolve, reject) => {
        const sent = request(url, { method: 'POST', headers, agent, signal }, (response) => {
          // Only the status matters. The body may have any length.
          response.destroy()
          resolve(answerOf(response))
        })
        sent.once('error', reject)
        sent.end(body)
      })
    } catch (error) {
      const { name, code } = error as { name?: string; code?: unknown }
      return { outcome: 'later', reason: String(code ?? name), afterMs: null }
    }
  }
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): PushAnswer {
  const reason = String(statusCode)
  if (statusCode >= 200 && statusCode < 300) return { outcome: 'taken' }
  if (statusCode === 404 || statusCode === 410) return { outcome: 'gone' }
  if (statusCode === 400 || statusCode === 413) return { outcome: 'refused', reason }
  return { outcome: 'later', reason, afterMs: waitOf(headers['retry-after']) }
}

/** The time that `Retry-After` states, in seconds or as a date. */
function waitOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : null
}
