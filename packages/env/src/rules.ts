import { z } from 'zod'

const wholeNumber = (message: string, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, { error: message, abort: true })
    .transform(Number)
    .refine((value) => value <= most, message)

/** A TCP port. With 0, the system chooses one. */
export const port = wholeNumber('must be a port from 0 to 65535', 65_535)

/** A number of things, including 0. */
export const count = wholeNumber('must be a whole number, 0 or more', Number.MAX_SAFE_INTEGER)

/** A whole number within these limits, including the limits. */
export function between(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return wholeNumber(message, most).refine((value) => value >= least, { error: message, abort: true })
}

/** The URL of a PostgreSQL database. */
export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a postgresql:// URL, with special characters of the password percent-encoded',
})

/** The URL of the mail server for outgoing mail. */
export const smtpUrl = z.url({
  protocol: /^smtps?$/,
  hostname: /./,
  error: 'must be an smtp:// or smtps:// URL, with special characters of the password percent-encoded',
})

/** An address that a server fetches. Credentials in it would end up in logs. */
export const httpUrl = z
  .url({ protocol: /^https?$/, hostname: /./, error: 'must be an https:// or http:// URL', abort: true })
  .refine((url) => new URL(url).username === '' && new URL(url).password === '', 'must not contain credentials')

const hostName = /^[a-z_](?:[a-z\d_.-]{0,251}[a-z\d])?$|^\d[a-z\d_.-]*[a-z][a-z\d_.-]*$/i

/** A host without scheme, port or path: a name, an IPv4 address, or an IPv6 address without brackets. */
export const host = z.union([z.ipv4(), z.ipv6(), z.string().regex(hostName)], {
  error: 'must be the name or the IP address of a host, without scheme, port, path or wildcard',
})

/** An IP address, or a block of them in CIDR notation. */
export const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'must be an IP address or a CIDR block',
})

/** Any text, except with whitespace or quotation marks around it that a shell or a file left there. */
export const plainText = z
  .string()
  .regex(/^(?![\s"'])\P{Cc}*(?<![\s"'])$/u, 'must not start or end with a space or a quotation mark')

/** A time in seconds, at least one and at most an hour. */
export const seconds = wholeNumber('must be a number of seconds from 1 to 3600', 3_600).refine(
  (value) => value > 0,
  'must be a number of seconds from 1 to 3600',
)

/** The name of an HTTP header (RFC 9110, 5.1). */
export const headerName = z
  .string()
  .regex(/^[\w!#$%&'+.^`|~-]+$/, 'must be the name of a header, such as x-tenant, without a wildcard')

/** The lowest level that a program logs. */
export const logLevel = z
  .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent')
  .default('info')
  .meta({ example: 'info' })
