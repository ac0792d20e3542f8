import { ImportError } from './import-error.js'
import { importLimits } from './limits.js'

/**
 * Decodes text as UTF-8, as UTF-16 if a byte order mark says so, or else as Windows-1252, which Outlook writes. The result
 * has no byte order mark.
 * @throws {ImportError} `EMPTY` or `TOO_LARGE`
 */
export function decodeText(bytes: Uint8Array): string {
  requireSize(bytes)
  const text = decode(bytes)
  if (text.trim() === '') throw new ImportError('EMPTY', 'The file is empty.')
  return text
}

/** @throws {ImportError} `EMPTY` or `TOO_LARGE` */
export function requireSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ImportError('EMPTY', 'The file is empty.')
  if (bytes.length > importLimits.bytes) {
    throw new ImportError('TOO_LARGE', 'The file is larger than 10 MiB. Export fewer lists at a time.')
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
