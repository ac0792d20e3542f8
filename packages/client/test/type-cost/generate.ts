import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { compile } from './compiler.js'

/** Procedures of one resource: list, get, create, update, delete. */
const perResource = 5

/** A router in this repository's style, as source and as the declarations that would be published, and a program for each. */
export interface GeneratedRouter {
  readonly folder: string
  /** The files to compile, by the source of the router's type. */
  readonly programs: Readonly<Record<'source' | 'published', string>>
}

/** @param procedures a multiple of 5 */
export async function generateRouter(folder: string, procedures: number): Promise<GeneratedRouter> {
  const names = Array.from({ length: procedures / perResource }, (_, n) => `resource${n}`)
  await mkdir(folder, { recursive: true })
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  await write('trpc.ts', base)
  for (const name of names) await write(`${name}.ts`, resource(name))
  const router = await write('router.ts', whole(names))
  await compile([router, '--declaration', '--emitDeclarationOnly', '--outDir', join(folder, 'declarations')])
  await bundle(join(folder, 'declarations/router.d.ts'), join(folder, 'published.d.ts'))
  const last = names.at(-1) ?? ''
  return {
    folder,
    programs: {
      source: await write('from-source.ts', program('./router.js', last)),
      published: await write('from-published.ts', program('./published.js', last)),
    },
  }
}

async function bundle(input: string, file: string): Promise<void> {
  const bundle = await rollup({ input, external: /^[^./]/, plugins: [dts()] })
  await bundle.write({ file })
  await bundle.close()
}

const base = `import { initTRPC } from '@trpc/server'
export interface Context { readonly userId: string | null }
const t = initTRPC.context<Context>().create()
export const router = t.router
export const userProcedure = t.procedure.use(({ ctx, next }) => next({ ctx: { userId: ctx.userId ?? '' } }))
`

const resource = (name: string) => `import { z } from 'zod'
import { router, userProcedure } from './trpc.js'
const id = z.uuidv7()
const fields = { title: z.string().trim().min(1), notes: z.string().default(''), priority: z.enum(['none', 'low', 'high']).default('none'), dueOn: z.iso.date().nullable().default(null) }
const row = z.strictObject({ id: z.string(), title: z.string(), notes: z.string(), priority: z.enum(['none', 'low', 'high']), dueOn: z.string().nullable(), version: z.number(), createdAt: z.string() })
const found = (id: string): z.output<typeof row> => ({ id, title: '', notes: '', priority: 'none', dueOn: null, version: 1, createdAt: '' })
export const ${name} = router({
  list: userProcedure.input(z.strictObject({ limit: z.int().default(50), cursor: z.string().nullish(), status: z.enum(['open', 'done', 'all']).default('all') })).output(z.strictObject({ items: z.array(row), nextCursor: z.string().nullable() })).query(() => ({ items: [], nextCursor: null })),
  get: userProcedure.input(z.strictObject({ id })).output(row).query(({ input }) => found(input.id)),
  create: userProcedure.input(z.strictObject({ id: id.optional(), ...fields })).output(row).mutation(({ input }) => found(input.id ?? '')),
  update: userProcedure.input(z.strictObject({ id, title: fields.title.optional(), notes: z.string().optional() })).output(row).mutation(({ input }) => found(input.id)),
  delete: userProcedure.input(z.strictObject({ id })).output(row).mutation(({ input }) => found(input.id)),
})
`

const whole = (names: readonly string[]) =>
  `${names.map((name) => `import { ${name} } from './${name}.js'`).join('\n')}
import { router } from './trpc.js'
export const appRouter = router({ ${names.join(', ')} })
export type AppRouter = typeof appRouter
`

const program = (from: string, name: string) => `import { createTRPCClient } from '@trpc/client'
import type { AppRouter } from '${from}'
const client = createTRPCClient<AppRouter>({ links: [] })
export const page = await client.${name}.list.query({ limit: 1 })
export const titles: string[] = page.items.map(({ title }) => title)
export const made = await client.${name}.create.mutate({ title: 'x', priority: 'high' })
client.${name}.get
`
