export { contractVersion, contractVersionHeader, oldestContractVersion } from './contract-version.js'
export { openOutput } from './published-output.js'
