import { readRight, writeRight } from '@ownlist/scopes'
import { APIError } from 'better-auth/api'
import { deviceAuthorization } from 'better-auth/plugins'
import { accessOf } from '../access/access'
import { redeemForProgram } from './redeem-device-code'
import { programName } from './request-fields'
import { newUserCode } from './user-code'

/**
 * The device authorization grant (RFC 8628): a program asks for access, and a signed-in user decides at `/device`.
 * Anybody can ask, under any name, so the page shows only what a program calls itself. `programs` holds the result.
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
        error_description: `Request ${readRight}, ${writeRight} or both, separated by a space. To limit them to one list, add its id to each.`,
      })
    },
  })
  return { ...plugin, endpoints: { ...plugin.endpoints, deviceToken: redeemForProgram } }
}
