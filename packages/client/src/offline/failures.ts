import type { OwnlistError, OwnlistErrorCode } from '../ownlist-error.js'

/**
 * What a failed call means for a change.
 *
 * - `never`: the same call would fail again.
 * - `fault`: the API has a fault, perhaps only for this call.
 * - `token`, `server`, `network`: the call may succeed later. After `token`, nothing was done; after `server` and
 *   `network`, this is unknown.
 */
export type Failure = 'never' | 'fault' | 'token' | 'limit' | 'server' | 'network' | 'closing'

/**
 * The compiler checks that the table is complete. If a page answers in place of the API, as in a hotel's network, nothing
 * must be discarded.
 */
const failures = {
  PARSE_ERROR: 'never',
  BAD_REQUEST: 'never',
  PAYMENT_REQUIRED: 'never',
  FORBIDDEN: 'never',
  NOT_FOUND: 'never',
  METHOD_NOT_SUPPORTED: 'never',
  CONFLICT: 'never',
  PRECONDITION_FAILED: 'never',
  PAYLOAD_TOO_LARGE: 'never',
  UNSUPPORTED_MEDIA_TYPE: 'never',
  UNPROCESSABLE_CONTENT: 'never',
  PRECONDITION_REQUIRED: 'never',
  NOT_IMPLEMENTED: 'never',
  CLIENT_ERROR: 'never',
  INTERNAL_SERVER_ERROR: 'fault',
  UNAUTHORIZED: 'token',
  SIGNED_OUT: 'token',
  NO_TOKEN: 'token',
  TOO_MANY_REQUESTS: 'limit',
  SERVICE_UNAVAILABLE: 'server',
  BAD_GATEWAY: 'server',
  GATEWAY_TIMEOUT: 'server',
  CLIENT_CLOSED_REQUEST: 'network',
  TIMEOUT: 'network',
  UNREACHABLE: 'network',
  WRONG_ADDRESS: 'network',
  ABORTED: 'closing',
} satisfies Record<OwnlistErrorCode, Failure>

export const failureOf = ({ code }: OwnlistError): Failure => failures[code]

/** Whether the call may have been carried out despite the failure. */
export const mayHaveArrived = (failure: Failure): boolean =>
  failure === 'network' || failure === 'server' || failure === 'fault' || failure === 'closing'
