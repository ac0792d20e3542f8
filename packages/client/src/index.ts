export type { AppRouter } from '@ownlist/api'
export type { Right, Scope } from '@ownlist/scopes'
export {
  type ApiClient,
  createApiClient,
  type RouterInputs,
  type RouterOutputs,
} from './api-client.js'
export { type ApiClientOptions, apiLinks } from './api-links.js'
export {
  type ApiContractVersionOptions,
  apiContractVersion,
  contractVersion,
  contractVersionHeader,
} from './contract-version.js'
export { type DeviceCode, type DeviceLoginOptions, deviceLogin } from './device-login.js'
export { OwnlistError, type OwnlistErrorCode, type OwnlistErrorDetails } from './ownlist-error.js'
export {
  type BrowserSessionOptions,
  browserSession,
  type ProgramSessionOptions,
  programSession,
} from './session-tokens.js'
export {
  createTokenSource,
  type FetchedToken,
  staticToken,
  type TokenSource,
  type TokenSourceOptions,
} from './token-source.js'

// domain: tasks {

export type { List, Task, TaskPage } from './api-client.js'

// domain: tasks }
