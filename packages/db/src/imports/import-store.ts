import { asAction } from '../changes/action.js'
import type { Connections } from '../connections.js'
import type { EraseRows, UnloggedDomain } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { asOwner, type OwnerScope } from '../owner-scope.js'
import { applyImport } from './apply-import.js'
import type { ImportedFile, ImportPart, ImportStore } from './import.js'
import { removePartsLater } from './old-parts.js'

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
const createImportStore = (connections: Connections): ImportStore => ({
  put: (owner, part) => putPart(connections, owner, part),
  file: (owner, importId) => readFile(connections, owner, importId),
  apply: (owner, rows, options) => applyImport(connections, owner, { rows, ...options }),
  discard: (owner, importId) =>
    asOwner(connections, owner, async ({ db, userId }) => {
      const { count } = await db.importPart.deleteMany({ where: { userId, importId } })
      return count > 0
    }),
})

const eraseParts: EraseRows = async ({ db, userId }) => (await db.importPart.deleteMany({ where: { userId } })).count

export const importDomain: UnloggedDomain<ImportStore> = { createStore: createImportStore, eraseRows: eraseParts }

const putPart = (connections: Connections, owner: OwnerScope, { importId, part, parts, name, content }: ImportPart) =>
  asAction(connections, owner, async (action) => {
    const { db, userId, at } = action
    await refuseErased(action)
    const mine = { userId, importId }
    // Parts of another file, and parts of this file that were split differently.
    await db.importPart.deleteMany({
      where: { userId, OR: [{ importId: { not: importId } }, { parts: { not: parts } }] },
    })
    const data = { parts, name, content: Buffer.from(content), createdAt: at }
    await db.importPart.upsert({
      where: { userId_importId_part: { ...mine, part } },
      create: { ...mine, part, ...data },
      update: data,
    })
    const stored = await db.importPart.count({ where: mine })
    if (stored === 1) await removePartsLater(action)
    return stored
  })

async function readFile(connections: Connections, owner: OwnerScope, importId: string): Promise<ImportedFile> {
  const parts = await asOwner(connections, owner, ({ db, userId }) =>
    db.importPart.findMany({ where: { userId, importId }, orderBy: { part: 'asc' } }),
  )
  const [first] = parts
  if (first === undefined || parts.length < first.parts) throw new StoreError('NOT_FOUND', { what: 'complete file' })
  return { name: first.name, bytes: Buffer.concat(parts.map(({ content }) => content)) }
}
