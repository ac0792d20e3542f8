import { createTransport } from 'nodemailer'

export interface Mail {
  /** An e-mail address. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * Sends a mail.
 * @throws if the mail server did not accept it
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Mail that was never sent, newest first, to be shown on a page of this app. */
export interface Outbox extends Mailer {
  readonly mails: readonly (Mail & { readonly sentAt: Date })[]
}

/** @param url `smtp://` or `smtps://`, with user and password if the server requires them */
export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from })
  return { send: async (mail) => void (await transport.sendMail(mail)) }
}

/** Keeps the last 50 mails in memory, for a machine without a mail server. */
export function createOutbox(now = () => new Date()): Outbox {
  const mails: (Mail & { sentAt: Date })[] = []
  return {
    mails,
    async send(mail) {
      mails.unshift({ ...mail, sentAt: now() })
      mails.splice(50)
    },
  }
}
