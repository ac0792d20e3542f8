export { contractVersion } from './contract-version.js'
export { openOutput } from './published-output.js'
