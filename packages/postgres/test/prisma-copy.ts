// domain: tasks
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execute, onDatabase, prismaFolder } from '@ownlist/postgres'
import { inject, onTestFinished } from 'vitest'

/** A copy of a prisma folder that the test can change, and an empty database for it. */
export interface PrismaCopy {
  readonly folder: string
  /** The URL of a role that owns the database but is not a superuser, so that row-level security applies to it. */
  readonly url: string
  /** Adds a migration that comes after all others. @returns its name */
  add(name: string, sql: string): Promise<string>
  /** Changes the SQL of an added migration. */
  change(name: string, sql: string): Promise<void>
  /** Changes the schema of the tasks domain, or of the tables that belong to no domain. */
  edit(from: string | RegExp, to: string): Promise<void>
}

export async function copyPrisma(): Promise<PrismaCopy> {
  const { adminUrl, template } = inject('testPostgres')
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-prisma-'))
  await cp(prismaFolder('tasks'), folder, { recursive: true })
  const database = basename(folder).toLowerCase().replaceAll('-', '_')
  await execute(adminUrl, [`create database "${database}" owner ${new URL(template.DATABASE_ADMIN_URL).username}`])
  onTestFinished(async () => {
    await execute(adminUrl, [`drop database "${database}" with (force)`])
    await rm(folder, { recursive: true })
  })
  let added = 0
  const write = (name: string, sql: string) => writeFile(join(folder, 'migrations', name, 'migration.sql'), sql)
  return {
    folder,
    url: onDatabase(template.DATABASE_ADMIN_URL, database),
    async add(name, sql) {
      const full = `9999010100000${added++}_${name}`
      await mkdir(join(folder, 'migrations', full))
      await write(full, sql)
      return full
    },
    change: write,
    async edit(from, to) {
      for (const name of ['tasks.prisma', 'schema.prisma']) {
        const path = join(folder, name)
        const before = await readFile(path, 'utf8')
        const after = before.replace(from, to)
        if (after !== before) return await writeFile(path, after)
      }
      throw new Error(`The schema has no ${from}.`)
    },
  }
}
