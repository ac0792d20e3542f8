// domain: tasks
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execute, onDatabase, prismaFolder } from '@ownlist/postgres'
import { inject, onTestFinished } from 'vitest'

/** A copy of a prisma folder to change, and an empty database to apply it to. */
export interface PrismaCopy {
  readonly folder: string
  /** Of a role that is no superuser and owns the database, so that row-level security binds it. */
  readonly url: string
  /** Adds a migration that comes after all others. @returns its name */
  add(name: string, sql: string): Promise<string>
  /** Changes the SQL of one that was added. */
  change(name: string, sql: string): Promise<void>
  /** Changes the schema of the tasks, or else of what is in no domain. */
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
