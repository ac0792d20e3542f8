import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate'
import { ImportError } from '../import-error.js'
import { importLimits } from '../limits.js'

const mostUnpacked = 50 * 1024 * 1024
/** The JSON of tasks typically shrinks to a tenth; a file of one repeated byte shrinks to a thousandth. */
const mostRatio = 200

/**
 * The texts of `data.json` and `filters.json` in an archive. Only these are unpacked, and only if their stated size is
 * small enough. The unpacker writes no more than the stated size.
 * @throws {ImportError} `UNSAFE`, `DAMAGED` or `UNKNOWN_FORMAT`
 */
export function vikunjaArchive(bytes: Uint8Array): { readonly data: string; readonly filters: string | null } {
  const entries = unpack(bytes)
  const name = Object.keys(entries).find((each) => /^(?:[^/]+\/)?data\.json$/.test(each))
  const data = name === undefined ? undefined : entries[name]
  if (name === undefined || data === undefined) {
    throw new ImportError('UNKNOWN_FORMAT', 'The archive contains no data.json, so it is not an export of Vikunja.')
  }
  const filters = entries[name.replace('data.json', 'filters.json')]
  return { data: strFromU8(data), filters: filters === undefined ? null : strFromU8(filters) }
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let count = 0
  let total = 0
  const filter = (entry: UnzipFileInfo) => {
    requireSafePath(entry.name)
    if (++count > importLimits.rows) throw new ImportError('UNSAFE', 'The archive has too many entries.')
    if (!/^(?:[^/]+\/)?(?:data|filters)\.json$/.test(entry.name)) return false
    total += entry.originalSize
    if (total > mostUnpacked || entry.originalSize > Math.max(1, entry.size) * mostRatio) {
      throw new ImportError('UNSAFE', 'The archive unpacks to far more than it is. It was not opened.')
    }
    return true
  }
  try {
    return unzipSync(bytes, { filter })
  } catch (cause) {
    if (cause instanceof ImportError) throw cause
    throw new ImportError('DAMAGED', 'The archive is damaged or encrypted. Export it again.', { cause })
  }
}

function requireSafePath(name: string): void {
  const leaves = name.split(/[/\\]/).includes('..') || /^([/\\]|[a-z]:)/i.test(name) || name.includes('\0')
  if (leaves) throw new ImportError('UNSAFE', 'The archive has entries outside its folder. It was not opened.')
}
