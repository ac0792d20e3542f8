export { listOf } from './list.js'
export { origin } from './origin.js'
export { parseEnv } from './parse-env.js'
export { address, count, host, httpUrl, plainText, port, postgresUrl, smtpUrl } from './rules.js'
