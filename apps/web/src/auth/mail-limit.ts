import { createHmac } from 'node:crypto'
import type { AuthDatabase } from './auth-database'

/** The kinds of mail that anybody can cause by entering an address. */
export type MailKind = 'confirm-address' | 'reset-password' | 'existing-account'

/** Per hour, per kind, per address. */
const mostMails = 3

/**
 * Counts mails per recipient, in the database: a restart loses nothing, and several web processes count together.
 * @returns a function that says whether one more mail of this kind may go to this address now, and counts it if so
 */
export const createMailLimit =
  (db: AuthDatabase, secret: string) =>
  async (kind: MailKind, address: string): Promise<boolean> => {
    const id = createHmac('sha256', secret).update(`mail-limit ${kind} ${address.toLowerCase()}`).digest('base64url')
    // Counts that have ended. A row that another process is working on is left for the next mail.
    await db.$executeRaw`
      delete from mail_limit where id in (
        select id from mail_limit
        where not exists (select from unnest(sent_at) sent where sent > now() - interval '1 hour')
        for update skip locked
      )`
    // This is one statement, so that many simultaneous requests cannot all pass the limit.
    const counted = await db.$executeRaw`
      insert into mail_limit as mail (id, sent_at) values (${id}, array[now()])
      on conflict (id) do update set
        sent_at = array(select sent from unnest(mail.sent_at) sent where sent > now() - interval '1 hour') || now()
      where (select count(*) from unnest(mail.sent_at) sent where sent > now() - interval '1 hour') < ${mostMails}`
    return counted === 1
  }
