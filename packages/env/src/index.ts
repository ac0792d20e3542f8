export { listOf } from './comma-separated.js'
export { baseUrl, origin } from './origin.js'
export { parseEnv } from './parse-env.js'
export {
  address,
  between,
  count,
  headerName,
  host,
  httpUrl,
  logLevel,
  plainText,
  port,
  postgresUrl,
  seconds,
  smtpUrl,
} from './rules.js'
