import type { OwnerScope } from '@ownlist/db'
import type { ImportFormat } from '@ownlist/transfer'
import { TRPCError, type TRPCSubscriptionProcedure } from '@trpc/server'
import type { z } from 'zod'
import type { Context } from '../context.js'
import { trpcErrorOf, writeProcedure } from '../procedures.js'
import { spend } from '../spend.js'
import { type ProcedureMeta, router } from '../trpc.js'
import { applyImport, type ImportProgress } from './apply-import.js'
import { createImportReader, needsThread } from './import-reader.js'
import { importRows } from './import-rows.js'
import { importDiscarded, importIdOnly, importPart, importParts, importPreview, importRef } from './import-schemas.js'
import type { Form } from './read-as.js'

/**
 * The type is stated here, because tRPC cannot write the type of a generator into a declaration. It does not use zod, which
 * programs that use the declaration may not have.
 */
type RunProcedure = TRPCSubscriptionProcedure<{
  input: { importId: string; timeZone?: string | undefined; format?: ImportFormat | undefined }
  output: AsyncIterable<ImportProgress, void>
  meta: ProcedureMeta
}>

const run: RunProcedure = writeProcedure
  .meta({
    summary: 'Creates everything in the file, or nothing, and streams its progress. Ending the stream cancels it.',
    refusals: ['NOT_FOUND', 'QUOTA_EXCEEDED', 'ERASED'],
  })
  .input(importRef)
  .subscription(async ({ ctx, input, signal }) => {
    if (signal === undefined)
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'A stream needs a signal to end it.' })
    const draft = await readUpload(ctx, { ...input, form: 'draft', signal })
    const rows = importRows(draft, input.importId, new Date())
    return withTrpcErrors(applyImport({ imports: ctx.imports, owner: ctx.owner, rows, signal }))
  })

interface UploadContext extends Pick<Context, 'imports' | 'preferences' | 'spend'> {
  readonly owner: OwnerScope
}

interface Upload<Wanted extends Form> extends z.output<typeof importRef> {
  readonly form: Wanted
  readonly signal: AbortSignal | undefined
}

/** Shared by all callers of this process. */
const readImport = createImportReader()

/**
 * The time to read a file depends on its size, so it counts against the limit of calls: as 40 calls for the largest file,
 * and as at least 5 if it needs a thread.
 */
async function readUpload<Wanted extends Form>(
  ctx: UploadContext,
  { importId, timeZone, format, form, signal }: Upload<Wanted>,
) {
  const file = await ctx.imports.file(ctx.owner, importId)
  await spend(ctx, Math.max(file.bytes.length / bytesPerRow, needsThread(file) ? rowsPerThread : 0))
  const zone = timeZone ?? (await ctx.preferences.get(ctx.owner)).timeZone ?? 'UTC'
  return await readImport({ file, timeZone: zone, format, form }, signal)
}

const [bytesPerRow, rowsPerThread] = [26_214, 50]

async function* withTrpcErrors(events: AsyncIterable<ImportProgress>): AsyncGenerator<ImportProgress, void> {
  try {
    yield* events
  } catch (error) {
    throw trpcErrorOf(error) ?? error
  }
}

/**
 * A file is sent in parts, previewed, and applied. A person can have one file at a time. It stays for a day, or until it is
 * discarded or replaced by another one.
 */
export const importRouter = router({
  read: writeProcedure
    .meta({ summary: 'Sends a part of a file of another task app.', refusals: ['ERASED'] })
    .input(importPart)
    .output(importParts)
    .mutation(async ({ ctx, input: { content, ...part } }) => ({
      parts: await ctx.imports.put(ctx.owner, { ...part, content: Buffer.from(content, 'base64') }),
    })),

  preview: writeProcedure
    .meta({ summary: 'Returns what the file contains, and what cannot be kept.', refusals: ['NOT_FOUND'] })
    .input(importRef)
    .output(importPreview)
    .query(({ ctx, input, signal }) => readUpload(ctx, { ...input, form: 'preview', signal })),

  run,

  discard: writeProcedure
    .meta({ summary: 'Removes the file. Rows that were imported from it stay.' })
    .input(importIdOnly)
    .output(importDiscarded)
    .mutation(async ({ ctx, input: { importId } }) => ({
      discarded: await ctx.imports.discard(ctx.owner, importId),
    })),
})
