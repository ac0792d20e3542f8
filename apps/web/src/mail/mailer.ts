import { createTransport } from 'nodemailer'

export interface Mail {
  /** An e-mail address. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Where mail goes. @throws if it could not be handed over */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Mail that was never sent, newest first, for a page of this app to show. */
export interface Outbox extends Mailer {
  readonly mails: readonly (Mail & { readonly sentAt: Date })[]
}

/** @param url `smtp://` or `smtps://`, with user and password in it where the server wants them */
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
