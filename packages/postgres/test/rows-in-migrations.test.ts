// domain: tasks
import { readFile, writeFile } from 'node:fs/promises'
import { applyMigrations, execute, onDatabase, schemaDrift, writeMigration } from '@ownlist/postgres'
import { describe, expect, inject, test } from 'vitest'
import { copyPrisma } from './prisma-copy.js'
import { rowsOf } from './rows.js'

const { adminUrl } = inject('testPostgres')
const asSuperuser = (url: string) => onDatabase(adminUrl, new URL(url).pathname.slice(1))
const addTasks = `insert into task select 'user-' || n, gen_random_uuid(), 'Title', '', 'none', null, null, 'd', 1, now(), now(), null, null
  from generate_series(1, 211) n`

describe('a migration that changes rows', () => {
  test.each([
    ['an update', `update task set notes = 'filled'`],
    ['a delete', 'delete from task'],
    ['a copy of another table’s rows', `create table copy as select * from task`],
    ['an update of lists', `update list set title = 'x'`],
  ])('by %s fails if row-level security would hide them, instead of reporting success', async (_what, sql) => {
    const { folder, url, add } = await copyPrisma()
    await applyMigrations(folder, url)
    await execute(asSuperuser(url), [addTasks])
    await add('backfill', sql)
    await expect(applyMigrations(folder, url)).rejects.toThrow(/row-level security[\s\S]*docs\/grow\.md/)
    expect(await rowsOf(asSuperuser(url), `select count(*)::int from task where notes = ''`)).toEqual([{ count: 211 }])
  })

  test('as --backfill writes it, changes every row, and afterwards the policy applies to the owner again', async () => {
    const { folder, url } = await copyPrisma()
    await applyMigrations(folder, url)
    await execute(asSuperuser(url), [addTasks])
    const { path } = (await writeMigration(folder, adminUrl, { name: 'fill', backfill: 'task' })) ?? { path: '' }
    const written = await readFile(path, 'utf8')
    await writeFile(path, written.replace(/^-- Here.*$/m, `UPDATE "task" SET "notes" = 'filled';`))
    expect(await applyMigrations(folder, url)).toHaveLength(1)
    const filled = await rowsOf(asSuperuser(url), `select count(*)::int from task where notes = 'filled'`)
    expect(filled).toEqual([{ count: 211 }])
    expect(await rowsOf(url, 'select from task')).toEqual([])
    expect(await schemaDrift(folder, adminUrl)).toBeNull()
  })

  test('adds a required column without a default, as shown in the guide', async () => {
    const { folder, url, edit } = await copyPrisma()
    await applyMigrations(folder, url)
    await execute(asSuperuser(url), [addTasks])
    await edit('  title ', '  colour String\n  title ')
    const { path } = (await writeMigration(folder, adminUrl, { name: 'add_colour', backfill: 'task' })) ?? { path: '' }
    const written = await readFile(path, 'utf8')
    await writeFile(
      path,
      written
        .replace('"colour" TEXT NOT NULL', '"colour" TEXT')
        .replace(
          /^-- Here.*$/m,
          `UPDATE "task" SET "colour" = 'none';\nALTER TABLE "task" ALTER COLUMN "colour" SET NOT NULL;`,
        ),
    )
    await applyMigrations(folder, url)
    expect(await rowsOf(asSuperuser(url), 'select distinct colour from task')).toEqual([{ colour: 'none' }])
    expect(await schemaDrift(folder, adminUrl)).toBeNull()
  })
})

describe('a new migration warns, in the file and in the command’s output,', () => {
  test.each([
    [
      'a required column',
      '  title ',
      '  colour String\n  title ',
      /required column `colour`.*not possible if the table is not empty/,
    ],
    [
      'a removed column',
      '  notes          String\n',
      '',
      /drop the column `notes`.*All the data in the column will be lost/,
    ],
    [
      'an optional column that becomes required',
      'dueOn          DateTime?',
      'dueOn          DateTime ',
      /`due_on`.*required.*will fail if there are existing NULL/,
    ],
    [
      'a unique constraint',
      '  @@id([userId, id])',
      '  @@unique([userId, title])\n  @@id([userId, id])',
      /unique constraint.*duplicate values/,
    ],
    ['a removed table', /model Erasure[\s\S]*$/, '', /drop the `erasure` table/],
  ])('about %s', async (_what, from, to, warning) => {
    const { folder, edit } = await copyPrisma()
    await edit(from, to)
    const written = await writeMigration(folder, adminUrl, { name: 'risky' })
    expect(written?.warnings.join('\n')).toMatch(warning)
    const sql = await readFile(written?.path ?? '', 'utf8')
    expect(sql).toMatch(/^\/\*\n {2}Warnings:\n/)
    expect(sql).toMatch(warning)
  })

  test('about a removed enum value', async () => {
    const { folder, edit } = await copyPrisma()
    await edit('model Erasure {', 'enum Colour {\n  red\n  blue\n}\n\nmodel Erasure {\n  colour Colour @default(red)')
    await writeMigration(folder, adminUrl, { name: 'colour' })
    await edit('  blue\n', '')
    const written = await writeMigration(folder, adminUrl, { name: 'risky' })
    expect(written?.warnings.join('\n')).toMatch(/The values \[blue\] on the enum `Colour` will be removed/)
  })

  test.each([
    ['an optional column', 'colour String?'],
    ['a column with a default', 'colour String @default("")'],
    ['an index', '@@index([userId, digest])'],
  ])('about nothing for %s', async (_what, line) => {
    const { folder, edit } = await copyPrisma()
    await edit(
      line.startsWith('@@') ? '  @@map("task")' : '  title ',
      line.startsWith('@@') ? `  ${line}\n  @@map("task")` : `  ${line}\n  title `,
    )
    const written = await writeMigration(folder, adminUrl, { name: 'harmless' })
    expect(written?.warnings).toEqual([])
    expect(await readFile(written?.path ?? '', 'utf8')).not.toContain('Warnings')
  })
})
