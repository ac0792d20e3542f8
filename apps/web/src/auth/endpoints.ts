import { z } from 'zod'
import { confirmEmailBody } from './email-confirmation'
import {
  email,
  id,
  newPasskey,
  newPassword,
  ownPage,
  passkeyName,
  password,
  personName,
  programName,
  text,
  usedPasskey,
  userCode,
} from './request-fields'

/** An endpoint as this app offers it. Whatever is not listed here is refused. */
export interface Endpoint {
  /** The query of a GET. If absent, no query is accepted. */
  readonly query?: z.ZodType<object>
  /** The JSON body of a POST. If absent, only an empty body or an empty object is accepted. */
  readonly body?: z.ZodType<object>
  /** Whether the body may also be a form, as in OAuth. */
  readonly takesForms?: true
  /**
   * Who may call it from another site: everybody, a user who follows a link or a redirect, or pages of the origins in
   * `WEB_CORS_ORIGINS`. By default nobody: such a page may get tokens, but not change the account.
   */
  readonly fromElsewhere?: 'anything' | 'links' | 'listed'
}

const { strictObject } = z

const trustDevice = z.boolean().optional()

/** Providers add their own parameters to the query of their redirect. These are dropped. */
const callback = z.object({
  code: text(2_048).optional(),
  state: text(512).optional(),
  error: text(256).optional(),
  error_description: text(1_024).optional(),
  iss: text(512).optional(),
})

const deviceGrant = z.literal('urn:ietf:params:oauth:grant-type:device_code', {
  error: 'Only the device code grant is supported.',
})

/**
 * Every endpoint below `/api/auth`, by method and path; there are no others. A name in braces stands for one path
 * segment of letters, digits, hyphens and underscores. Better Auth sees only what these schemas parsed.
 */
export const endpoints = {
  'GET /jwks': { fromElsewhere: 'anything' },
  'GET /revocations': { fromElsewhere: 'anything' },
  'GET /token': { fromElsewhere: 'listed' },
  'GET /get-session': { fromElsewhere: 'listed' },
  'GET /list-sessions': {},
  'GET /programs': {},

  'POST /sign-up/email': {
    body: strictObject({ name: personName, email, password: newPassword }),
  },
  'POST /sign-in/email': {
    body: strictObject({ email, password, rememberMe: z.boolean().optional() }),
  },
  'POST /sign-in/social': {
    body: strictObject({
      provider: z.enum(['github', 'google']),
      callbackURL: ownPage.optional(),
      errorCallbackURL: ownPage.optional(),
      newUserCallbackURL: ownPage.optional(),
      disableRedirect: z.boolean().optional(),
    }),
  },
  'GET /callback/{provider}': { query: callback, fromElsewhere: 'links' },
  'POST /sign-out': { fromElsewhere: 'listed' },

  'POST /send-verification-email': { body: strictObject({ email }) },
  'POST /confirm-email': { body: confirmEmailBody },
  'POST /request-password-reset': { body: strictObject({ email }) },
  'POST /reset-password': { body: strictObject({ newPassword, token: id }) },

  'POST /update-user': { body: strictObject({ name: personName }) },
  'POST /change-password': {
    body: strictObject({ currentPassword: password, newPassword, revokeOtherSessions: z.boolean().optional() }),
  },
  'POST /delete-user': { body: strictObject({ password: password.optional(), code: text(32).optional() }) },
  'POST /revoke-session': { body: strictObject({ token: id }) },
  'POST /revoke-sessions': {},
  'POST /revoke-other-sessions': {},
  'POST /programs/revoke': { body: strictObject({ id }) },

  'POST /two-factor/enable': { body: strictObject({ password, method: z.literal('totp').optional() }) },
  'POST /two-factor/disable': { body: strictObject({ password }) },
  'POST /two-factor/verify-totp': { body: strictObject({ code: text(16), trustDevice }) },
  'POST /two-factor/verify-backup-code': { body: strictObject({ code: text(32), trustDevice }) },

  'GET /passkey/generate-register-options': { query: strictObject({ name: passkeyName.optional() }) },
  'POST /passkey/verify-registration': { body: strictObject({ response: newPasskey, name: passkeyName.optional() }) },
  'GET /passkey/generate-authenticate-options': {},
  'POST /passkey/verify-authentication': { body: strictObject({ response: usedPasskey }) },
  'POST /passkey/delete-passkey': { body: strictObject({ id }) },

  'POST /device/code': {
    body: strictObject({ client_id: programName, scope: text(256).optional() }),
    takesForms: true,
    fromElsewhere: 'listed',
  },
  'POST /device/token': {
    body: strictObject({ grant_type: deviceGrant, device_code: text(191), client_id: programName }),
    takesForms: true,
    fromElsewhere: 'listed',
  },
  'GET /device': { query: strictObject({ user_code: userCode }) },
  'POST /device/approve': { body: strictObject({ userCode }) },
  'POST /device/deny': { body: strictObject({ userCode }) },
  'POST /device/narrow': { body: strictObject({ userCode, listId: z.uuid().toLowerCase() }) },
} as const satisfies Readonly<Record<`${'GET' | 'POST'} /${string}`, Endpoint>>
