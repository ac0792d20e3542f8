import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Insertion, NewFile, Plan } from './change.js'
import type { Names } from './names.js'

const templates = fileURLToPath(new URL('../templates/resource/', import.meta.url))

/**
 * A resource as tasks are one, with a title and a body: migration, store, procedures, page, and the tests of each.
 * @param migration its date, as `migrationDate` has it
 */
export const newResource = (names: Names, migration: string): Plan => ({
  files: filesOf({ ...names, date: migration }),
  insertions: insertionsOf(names),
})

/** Now, or where a clock is behind, a second after the newest migration: `YYYYMMDDhhmmss`, in UTC. */
export function migrationDate(root: string, now: Date): string {
  const folders = readdirSync(join(root, 'prisma/tasks/migrations')).filter((name) => /^\d{14}_/.test(name))
  const newest = BigInt(folders.sort().at(-1)?.slice(0, 14) ?? 0)
  const present = BigInt(now.toISOString().replace(/\D/g, '').slice(0, 14))
  return String(present > newest ? present : newest + 1n)
}

/** What the resource's type would be called, if something is already. */
export function takenType(root: string, { pascal }: Names): string | null {
  const exported = ['packages/db/src/index.ts', 'packages/client/src/index.ts', 'prisma/tasks/schema.prisma']
  const found = exported.find((path) =>
    new RegExp(`\\b(New)?${pascal}\\b`).test(readFileSync(join(root, path), 'utf8')),
  )
  return found === undefined ? null : `${found} has a ${pascal} already.`
}

/** A file for each template; in its path too, `[kebab]` and the like stand for the name. */
function filesOf(words: Names & { readonly date: string }): NewFile[] {
  const eta = new Eta({ autoEscape: false, autoTrim: false, useWith: true })
  const inPath: Readonly<Record<string, string>> = { ...words }
  return readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((template) => ({
      path: relative(templates, template)
        .replace(/\.eta$/, '')
        .replaceAll(/\[(\w+)\]/g, (whole, word: string) => inPath[word] ?? whole),
      text: eta.renderString(readFileSync(template, 'utf8'), words),
    }))
}

/** Biome puts imports and exports in their order afterwards. */
function insertionsOf({ kebab, kebabs, camel, camels, pascal, snake, heading }: Names): Insertion[] {
  const before = (path: string, anchor: string, text: string): Insertion => ({ path, where: 'before', anchor, text })
  const after = (path: string, anchor: string, text: string): Insertion => ({ path, where: 'after', anchor, text })
  const database = 'packages/db/src/database.ts'
  const router = 'packages/api/src/index.ts'
  const attacks = 'apps/server/test/procedures/attacks/index.ts'
  const client = 'packages/client/src/api-client.ts'
  const retries = 'packages/client/src/retry.ts'
  return [
    before('prisma/tasks/schema.prisma', '/// Somebody whose rows were all erased', modelOf(pascal, snake)),
    after(
      'packages/db/src/index.ts',
      "export { StoreError, type StoreErrorCode } from './errors.js'\n",
      `export type { New${pascal}, ${pascal}, ${pascal}Changes, ${pascal}Fields, ${pascal}Query, ${pascal}Store } from './${kebab}.js'\n`,
    ),
    before(
      database,
      'import { connectPrisma }',
      `import type { ${pascal}Store } from './${kebab}.js'\nimport { create${pascal}Store } from './${kebab}-store.js'\n`,
    ),
    before(database, '  /**\n   * Removes every row of the owner', `  readonly ${camels}: ${pascal}Store\n`),
    before(database, '    eraseOwner: (userId) =>', `    ${camels}: create${pascal}Store(prisma),\n`),
    after(
      'packages/db/src/erasure.ts',
      'const removed: number[] = [',
      `\n      (await db.${camel}.deleteMany({ where: { userId } })).count,\n`,
    ),
    before(router, 'import { createCallerFactory,', `import { ${camel}Router } from './${kebab}-router.js'\n`),
    before(router, 'account: accountRouter', `${camel}: ${camel}Router, `),
    before(attacks, 'import type { Attack, OwnedRows }', `import { on${pascal}, ${camels} } from './${kebab}.js'\n`),
    before(attacks, '  ...onAccount,\n', `  ...on${pascal},\n`),
    after(attacks, 'Readonly<Record<string, OwnedRows>> = {', `\n  ${camel}: ${camels},`),
    before(
      'apps/server/test/procedures/scopes.test.ts',
      "  'account.whoami': null,\n",
      ['list', 'get', 'create', 'update', 'delete', 'restore']
        .map((procedure) => `  '${camel}.${procedure}': 'person',\n`)
        .join(''),
    ),
    after(
      client,
      'export type RouterOutputs = inferRouterOutputs<AppRouter>\n',
      `\nexport type ${pascal} = RouterOutputs['${camel}']['get']\n`,
    ),
    after('packages/client/src/index.ts', '  createApiClient,\n', `  type ${pascal},\n`),
    before(
      retries,
      "  'account.erase': () => true,\n",
      `  '${camel}.create': hasId,\n  '${camel}.delete': () => true,\n  '${camel}.restore': () => true,\n`,
    ),
    before(
      'apps/web/src/shell/navigation.tsx',
      "{ path: '/account', name: 'Account' }",
      `{ path: '/${kebabs}', name: '${heading}' }, `,
    ),
  ]
}

const modelOf = (pascal: string, snake: string) => `model ${pascal} {
  userId    String    @map("user_id")
  /// UUIDv7, made by the client or else by the server.
  id        String    @db.Uuid
  title     String
  body      String
  /// SHA-256 of the fields it was created with.
  digest    String
  version   Int
  createdAt DateTime  @map("created_at") @db.Timestamptz(3)
  updatedAt DateTime  @map("updated_at") @db.Timestamptz(3)
  /// Set by delete, cleared by restore.
  deletedAt DateTime? @map("deleted_at") @db.Timestamptz(3)

  @@id([userId, id])
  @@index([userId, createdAt(sort: Desc), id(sort: Desc)])
  @@map("${snake}")
}

`
