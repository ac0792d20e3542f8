import { isConnectionError } from './connection-error.js'

/**
 * Says why the database cannot be used, for the operator who starts a server: the driver's own message, and what to do
 * about the most common faults. A running server only says that the database did not answer, since its callers are
 * strangers.
 * @param variable the variable with the database's URL
 */
export function startUpFault(error: unknown, variable: string): Error {
  const cause = driversOwn(error)
  const advice = adviceFor(cause)?.replaceAll('{variable}', variable) ?? null
  const words = `The database of ${variable} cannot be used: ${messageOf(cause)}`
  return new Error(advice === null ? words : `${words}\n${advice}`, { cause: error })
}

/** Ignores the cause of a timeout of `pg`: it only says how the connection ended that the timeout had closed. */
function driversOwn(error: unknown): unknown {
  if (!(error instanceof Error && error.cause instanceof Error)) return error
  return isConnectionError(error) ? error.cause : driversOwn(error.cause)
}

/** If a host has several addresses, the error itself has no message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

const withTls =
  'The server accepts only connections with TLS. Add ?sslmode=verify-full to {variable}, and &sslrootcert=/path/to/ca.pem if no public authority signed its certificate.'

const adviceByCode: Readonly<Record<string, string>> = {
  '28P01': 'Check the user and the password in {variable}.',
  '3D000': 'Check the name of the database in {variable}, and run the migrations.',
  '42P01': 'Its tables are missing. Run `pnpm db:migrate`.',
  '42501': 'Check the user in {variable}: it has no permission to use these tables.',
  ECONNREFUSED: 'Check the host and the port in {variable}, and that PostgreSQL is running there.',
  ENOTFOUND: 'Check the host in {variable}.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Set the certificate authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Set the certificate authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Set the certificate authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'In {variable}, use the host name from the server’s certificate.',
}

function adviceFor(error: unknown): string | null {
  const { code = '', message = '' } = error instanceof Error ? (error as Error & { code?: string }) : {}
  // PostgreSQL has the same code for every missing line in pg_hba.conf. PgBouncer has its own messages.
  if (/no encryption|SSL required/i.test(message)) return withTls
  return adviceByCode[code] ?? null
}
