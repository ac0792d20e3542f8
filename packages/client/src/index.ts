export type { AppRouter } from '@ownlist/api'
export {
  type ApiClient,
  createApiClient,
  type RouterInputs,
  type RouterOutputs,
  type Task,
  type TaskPage,
} from './api-client.js'
export { type ApiError, apiErrorOf } from './api-error.js'
export { type ApiClientOptions, apiLinks } from './api-links.js'
export { createTokenSource, type TokenSource, type TokenSourceOptions } from './token-source.js'
