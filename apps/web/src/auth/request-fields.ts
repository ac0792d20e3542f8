import { isVisibleLine } from '@ownlist/text'
import { z } from 'zod'

/**
 * What is refused by one of these is answered with its message and, where it is given here, with a code of its own. The device
 * endpoints answer with `error` of RFC 6749 as well.
 */
export interface FieldFault {
  readonly code?: string
  readonly error?: string
}

/** Postgres stores no NUL, and half of a surrogate pair is no text. */
const isStorable = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text)

const fault = (params: FieldFault, message: string) => ({ params, message, abort: true })

/** Any text of at most `limit` UTF-16 units that a database can store. */
export const text = (limit: number) =>
  z.string().max(limit).refine(isStorable, 'must not contain NUL or half a character')

/** A name that others are shown (`@ownlist/text`). */
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

/** What a person goes by. */
export const personName = shownName(100, { code: 'INVALID_NAME' })

export const passkeyName = shownName(64, { code: 'INVALID_NAME' })

/** What a program calls itself: OAuth's `client_id`. */
export const programName = shownName(64, { error: 'invalid_client' })

/** The longest that fits into SMTP's path (RFC 5321, 4.5.3.1.3). */
export const email = z
  .string()
  .refine(
    (address) => address.length <= 254 && z.email().safeParse(address).success,
    fault({ code: 'INVALID_EMAIL' }, 'Enter an e-mail address, such as name@example.com.'),
  )

/** A new password. How short one may be is Better Auth's to say. */
export const newPassword = z
  .string()
  .refine((typed) => typed.length <= 128, fault({ code: 'PASSWORD_TOO_LONG' }, 'Use at most 128 characters.'))
  .refine(isStorable, 'must not contain NUL or half a character')

/** A password that is compared. */
export const password = newPassword.refine(
  (typed) => typed !== '',
  fault({ code: 'INVALID_PASSWORD' }, 'Enter your password.'),
)

/** The id of a row, a session's token, or the token of a link: what Better Auth's generator makes. */
export const id = z.string().regex(/^[\w-]{1,64}$/)

/** Where to go afterwards. Better Auth checks that it is of this site. */
export const path = text(2_048)

export const userCode = text(32)

const base64Url = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^[\w-]*$/)

const attachment = z.enum(['platform', 'cross-platform']).optional()

const publicKeyCredential = <Response extends z.ZodType>(response: Response) =>
  z.strictObject({
    // An id has 1,023 bytes at most (WebAuthn, 4).
    id: base64Url(1_364),
    rawId: base64Url(1_364),
    type: z.literal('public-key'),
    authenticatorAttachment: attachment,
    response,
  })

/** How an authenticator is reached, such as `internal` or `smart-card`. They are stored in a list with commas. */
const transports = z
  .array(z.string().regex(/^[a-z-]{1,32}$/))
  .max(16)
  .refine((names) => new Set(names).size === names.length, 'must not repeat one')

/** What a browser says of a new passkey (WebAuthn, `RegistrationResponseJSON`). */
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

/** How a browser signs in by a passkey (WebAuthn, `AuthenticationResponseJSON`). */
export const usedPasskey = publicKeyCredential(
  z.strictObject({
    clientDataJSON: base64Url(8_192),
    authenticatorData: base64Url(16_384),
    signature: base64Url(8_192),
    userHandle: base64Url(128).nullish(),
  }),
)
