import type { OwnerScope, PageRoom, Stores } from '@ownlist/db'
import { csvWriter, type ExportWriter, icsWriter, jsonWriter, todoTxtWriter } from '@ownlist/transfer'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { readProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { type ExportPosition, encodeExportCursor, exportCursor } from './export-cursor.js'
import { draftTasks, exportFrame, zonesOf } from './export-frame.js'

const exportQuery = compiled(
  z
    .strictObject({ cursor: exportCursor.nullish().describe('`nextCursor` of the previous part.') })
    .prefault({})
    .meta({ examples: [{}] }),
)

const exportPart = compiled(
  z
    .strictObject({
      text: z.string().describe('A part of the file. All parts, joined in order, are the file.'),
      nextCursor: z.string().nullable().describe('Null for the last part.'),
    })
    .register(componentNames, { name: 'ExportPart' }),
)

/** Exports everything that is not deleted, as a file in parts. An app needs the right to read everything. */
export const exportRouter = router({
  json: exporting('Returns a part of everything as JSON. Importing it gives the same rows again.', jsonWriter),
  csv: exporting('Returns a part of all tasks as a table for spreadsheets.', csvWriter),
  todoTxt: exporting('Returns a part of all tasks as todo.txt.', todoTxtWriter),
  ics: exporting('Returns a part of all tasks as iCalendar.', icsWriter),
})

function exporting(summary: string, writer: ExportWriter) {
  return readProcedure
    .meta({ summary })
    .input(exportQuery)
    .output(exportPart)
    .query(({ ctx, input: { cursor } }) => writePart(ctx, writer, cursor ?? null))
}

interface ExportContext extends Stores {
  readonly owner: OwnerScope
  readonly room: PageRoom
}

const tasksAtOnce = 200

async function writePart(ctx: ExportContext, writer: ExportWriter, position: ExportPosition | null) {
  const frame = { ...(await exportFrame(ctx, ctx.owner)), zones: [] }
  const open = position === null ? writer.open(frame) : ''
  ctx.room.add(JSON.stringify(open))
  const query = { status: 'all', search: '', limit: tasksAtOnce, after: position?.after ?? null } as const
  const { items, next } = await ctx.tasks.list(ctx.owner, { ...query, room: textRoom(ctx.room) })
  const tasks = items.map(draftTasks(frame))
  const zones = [...new Set([...(position?.zones ?? []), ...zonesOf(tasks)])]
  const text = open + writer.tasks(tasks, { frame, isFirst: position === null })
  if (next === null) return { text: text + writer.close({ ...frame, zones }), nextCursor: null }
  return { text, nextCursor: encodeExportCursor({ after: next, zones }) }
}

/** The rows are a string within the response, so they are escaped a second time. */
const textRoom = (room: PageRoom): PageRoom => ({
  get full() {
    return room.full
  },
  add: (json) => room.add(JSON.stringify(json)),
  addIfFits: (json) => room.addIfFits(JSON.stringify(json)),
})
