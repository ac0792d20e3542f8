import { z } from 'zod'
import {
  email,
  id,
  newPasskey,
  newPassword,
  passkeyName,
  password,
  path,
  personName,
  programName,
  text,
  usedPasskey,
  userCode,
} from './request-fields'

/** An endpoint as this app offers it. What is not said of it is not accepted. */
export interface Endpoint {
  /** The query of a GET; without one there is none. */
  readonly query?: z.ZodType<object>
  /** The JSON body of a POST; without one there is none, or an empty object. */
  readonly body?: z.ZodType<object>
  /** Whether a body may come as a form, as OAuth has it. */
  readonly takesForms?: true
  /** Who may call it from another site: everybody, or somebody who follows a link or a redirect. By default nobody. */
  readonly fromElsewhere?: 'anything' | 'links'
}

const { strictObject } = z

const trustDevice = z.boolean().optional()

/** Providers add what they like to the query of their redirect, which is left out. */
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
 * Every endpoint below `/api/auth`, by method and path; there is no other. A name in braces stands for one segment of letters,
 * digits, hyphens and underscores. A request reaches Better Auth only as what was read by one of these schemas.
 */
export const endpoints = {
  'GET /jwks': { fromElsewhere: 'anything' },
  'GET /revocations': { fromElsewhere: 'anything' },
  'GET /token': {},
  'GET /get-session': {},
  'GET /list-sessions': {},
  'GET /programs': {},
  'GET /error': { query: callback, fromElsewhere: 'links' },

  'POST /sign-up/email': {
    body: strictObject({ name: personName, email, password: newPassword, callbackURL: path.optional() }),
  },
  'POST /sign-in/email': {
    body: strictObject({ email, password, callbackURL: path.optional(), rememberMe: z.boolean().optional() }),
  },
  'POST /sign-in/social': {
    body: strictObject({
      provider: z.enum(['github', 'google']),
      callbackURL: path.optional(),
      errorCallbackURL: path.optional(),
      newUserCallbackURL: path.optional(),
      disableRedirect: z.boolean().optional(),
    }),
  },
  'GET /callback/{provider}': { query: callback, fromElsewhere: 'links' },
  'POST /sign-out': {},

  'POST /send-verification-email': { body: strictObject({ email, callbackURL: path.optional() }) },
  'GET /verify-email': {
    query: strictObject({ token: text(2_048), callbackURL: path.optional() }),
    fromElsewhere: 'links',
  },
  'POST /request-password-reset': { body: strictObject({ email, redirectTo: path.optional() }) },
  'GET /reset-password/{token}': { query: strictObject({ callbackURL: path }), fromElsewhere: 'links' },
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
  },
  'POST /device/token': {
    body: strictObject({ grant_type: deviceGrant, device_code: text(191), client_id: programName }),
    takesForms: true,
  },
  'GET /device': { query: strictObject({ user_code: userCode }) },
  'POST /device/approve': { body: strictObject({ userCode }) },
  'POST /device/deny': { body: strictObject({ userCode }) },
  'POST /device/narrow': { body: strictObject({ userCode, listId: z.uuid().toLowerCase() }) },
} as const satisfies Readonly<Record<`${'GET' | 'POST'} /${string}`, Endpoint>>
