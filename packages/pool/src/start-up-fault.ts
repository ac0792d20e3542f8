/**
 * Says why the database cannot be used, for whoever starts a server: the driver's own words, and what to do about the most
 * frequent faults. A server that runs says only that the database did not answer, since its callers are strangers.
 * @param variable that holds the database's URL
 */
export function startUpFault(error: unknown, variable: string): Error {
  const cause = deepest(error)
  const advice = adviceFor(cause)?.replaceAll('{variable}', variable) ?? null
  const words = `The database of ${variable} cannot be used: ${messageOf(cause)}`
  return new Error(advice === null ? words : `${words}\n${advice}`, { cause: error })
}

function deepest(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? deepest(error.cause) : error
}

/** A host with several addresses fails with an error that has no words of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

const withTls =
  'The server takes connections with TLS only. Add ?sslmode=verify-full to {variable}, and &sslrootcert=/path/to/ca.pem if no public authority signed its certificate.'

const adviceByCode: Readonly<Record<string, string>> = {
  '28P01': 'Check the user and the password in {variable}.',
  '3D000': 'Check the name of the database in {variable}, and run the migrations.',
  '42P01': 'Its tables are missing. Run `pnpm db:migrate`.',
  '42501': 'Check the user in {variable}: it may not use these tables.',
  ECONNREFUSED: 'Check the host and the port in {variable}, and that PostgreSQL runs there.',
  ENOTFOUND: 'Check the host in {variable}.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Name the authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Name the authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Name the authority: add &sslrootcert=/path/to/ca.pem to {variable}.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Use the host name in {variable} that stands in the certificate of the server.',
}

function adviceFor(error: unknown): string | null {
  const { code = '', message = '' } = error instanceof Error ? (error as Error & { code?: string }) : {}
  // PostgreSQL has one code for every line that is missing in pg_hba.conf. PgBouncer's words are its own.
  if (/no encryption|SSL required/i.test(message)) return withTls
  return adviceByCode[code] ?? null
}
