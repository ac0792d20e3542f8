import { APIError } from 'better-auth/api'
import { deviceAuthorization } from 'better-auth/plugins'
import { accessOf } from '../access/access'
import { redeemForProgram } from './redeem-device-code'
import { programName } from './request-fields'
import { newUserCode } from './user-code'

/**
 * The device authorization grant (RFC 8628): a program asks to be let in, and a person who is signed in decides at `/device`.
 * Anybody can ask, under any name, so the page says what a program calls itself, and no more. What comes of it is in `programs`.
 */
export function deviceRequests() {
  const plugin = deviceAuthorization({
    verificationUri: '/device',
    expiresIn: '10m',
    interval: '5s',
    generateUserCode: newUserCode,
    validateClient: (name) => programName.safeParse(name).success,
    onDeviceAuthRequest(_name, scope) {
      if (accessOf(scope) !== null) return
      throw new APIError('BAD_REQUEST', {
        error: 'invalid_scope',
        error_description:
          'Ask for tasks:read, tasks:write or both, with a space between them; with the id of a list behind each, for that list alone.',
      })
    },
  })
  return { ...plugin, endpoints: { ...plugin.endpoints, deviceToken: redeemForProgram } }
}
