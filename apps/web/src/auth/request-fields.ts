import { isVisibleLine } from '@ownlist/text'
import { z } from 'zod'
import { isOwnRedirect } from './own-redirects'

/**
 * The response to an invalid field has its message and, if given here, its own code. The device endpoints also answer
 * with the `error` of RFC 6749.
 */
export interface FieldFault {
  readonly code?: string
  readonly error?: string
}

/** PostgreSQL cannot store NUL, and half of a surrogate pair is not text. */
const isStorable = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text)

const fault = (params: FieldFault, message: string) => ({ params, message, abort: true })

/** Any text of at most `limit` UTF-16 units that a database can store. */
export const text = (limit: number) =>
  z.string().max(limit).refine(isStorable, 'must not contain NUL or half of a surrogate pair')

/** A name that other people are shown (`@ownlist/text`). */
const shownName = (limit: number, params: FieldFault) =>
  z
    .string()
    .refine(
      (name) => isVisibleLine(name, limit),
      fault(
        params,
        `Use a name of 1 to ${limit} visible characters on one line, without spaces at its ends or two in a row.`,
      ),
    )

/** A user's name. */
export const personName = shownName(100, { code: 'INVALID_NAME' })

export const passkeyName = shownName(64, { code: 'INVALID_NAME' })

/** A program's own name: OAuth's `client_id`. */
export const programName = shownName(64, { error: 'invalid_client' })

/** The longest address that fits into an SMTP path (RFC 5321, section 4.5.3.1.3). */
export const email = z
  .string()
  .refine(
    (address) => address.length <= 254 && z.email().safeParse(address).success,
    fault({ code: 'INVALID_EMAIL' }, 'Enter an e-mail address, such as name@example.com.'),
  )

/** A new password. Better Auth enforces the minimum length. */
export const newPassword = z
  .string()
  .refine((typed) => typed.length <= 128, fault({ code: 'PASSWORD_TOO_LONG' }, 'Use at most 128 characters.'))
  .refine(isStorable, 'must not contain NUL or half of a surrogate pair')

/** A password to compare with the stored one. */
export const password = newPassword.refine(
  (typed) => typed !== '',
  fault({ code: 'INVALID_PASSWORD' }, 'Enter your password.'),
)

/** The id of a row, a session's token, or the token of a link, as Better Auth generates them. */
export const id = z.string().regex(/^[\w-]{1,64}$/)

/** A page of this app that Better Auth may redirect the browser to at the end. */
export const ownPage = z
  .string()
  .refine(
    isOwnRedirect,
    fault({ code: 'INVALID_CALLBACK_URL' }, 'Use /, or /sign-in with the path to continue to in `next`.'),
  )

export const userCode = text(32)

const base64Url = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^[\w-]*$/)

const attachment = z.enum(['platform', 'cross-platform']).optional()

const publicKeyCredential = <Response extends z.ZodType>(response: Response) =>
  z.strictObject({
    // An id has at most 1,023 bytes (WebAuthn, section 4).
    id: base64Url(1_364),
    rawId: base64Url(1_364),
    type: z.literal('public-key'),
    authenticatorAttachment: attachment,
    response,
  })

/**
 * How an authenticator is connected, such as `internal` or `smart-card`. They are stored as one text, separated by
 * commas.
 */
const transports = z
  .array(z.string().regex(/^[a-z-]{1,32}$/))
  .max(16)
  .refine((names) => new Set(names).size === names.length, 'must not repeat a value')

/** What a browser sends to register a passkey (WebAuthn, `RegistrationResponseJSON`). */
export const newPasskey = publicKeyCredential(
  z.strictObject({
    clientDataJSON: base64Url(8_192),
    attestationObject: base64Url(32_768),
    authenticatorData: base64Url(16_384).optional(),
    publicKey: base64Url(8_192).optional(),
    publicKeyAlgorithm: z.int().optional(),
    transports: transports.optional(),
  }),
)

/** What a browser sends to sign in with a passkey (WebAuthn, `AuthenticationResponseJSON`). */
export const usedPasskey = publicKeyCredential(
  z.strictObject({
    clientDataJSON: base64Url(8_192),
    authenticatorData: base64Url(16_384),
    signature: base64Url(8_192),
    userHandle: base64Url(128).nullish(),
  }),
)
