export { InvalidTokenError, KeysUnavailableError, MissingTokenError } from './errors.js'
export { createKeySet, type KeySet, type KeySetOptions, type KeySetState } from './key-set.js'
export {
  createRevocationList,
  type RevocationList,
  type RevocationListOptions,
  type RevocationState,
} from './revocation-list.js'
export {
  createTokenVerifier,
  type Identity,
  type KeySource,
  type TokenVerifier,
  type TokenVerifierOptions,
} from './token-verifier.js'
