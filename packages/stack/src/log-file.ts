import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

interface LogFileOptions {
  readonly path: string
  /** Beyond this size the file becomes `<path>.1`, and a new one is started; 10 MiB by default. */
  readonly mostBytes?: number
  /** How many older files are kept; 4 by default. */
  readonly kept?: number
}

/**
 * A log that accepts whatever is written to it and never fails. What cannot be written, because the disk is full or too
 * slow, is counted, and the count is written once that works again.
 */
export interface LogFile {
  write(chunk: Uint8Array): void
  /** Opens the file with that name again, after something else has renamed it (logrotate). */
  reopen(): void
  /** Resolves when everything is in the file, or has been dropped. */
  close(): Promise<void>
}

/** How much is buffered in memory while the disk accepts nothing. */
const mostWaitingBytes = 1_024 * 1_024

export function createLogFile({ path, mostBytes = 10 * 1_024 * 1_024, kept = 4 }: LogFileOptions): LogFile {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let lost = 0
  let why = ''
  let file: FileHandle | undefined
  let size = 0
  let writing: Promise<void> | undefined
  let reopening = false

  async function openFile(): Promise<FileHandle> {
    if (file !== undefined) return file
    await mkdir(dirname(path), { recursive: true })
    const opened = await open(path, 'a')
    size = (await opened.stat()).size
    file = opened
    return opened
  }

  async function closeFile(): Promise<void> {
    const open = file
    file = undefined
    await open?.close().catch(() => undefined)
  }

  /** `web.log.3` becomes `web.log.4`, and so on. */
  async function rotate(): Promise<void> {
    await closeFile()
    await rm(`${path}.${kept}`, { force: true })
    for (let n = kept - 1; n > 0; n--) await rename(`${path}.${n}`, `${path}.${n + 1}`).catch(() => undefined)
    await rename(path, `${path}.1`)
  }

  async function append(bytes: Uint8Array): Promise<void> {
    if (reopening) await closeFile()
    reopening = false
    if (size > 0 && size + bytes.length > mostBytes) await rotate()
    const told = lost
    const note = told === 0 ? '' : `(${told} bytes of this log were lost: ${why})\n`
    const all = Buffer.concat([Buffer.from(note), bytes])
    await (await openFile()).appendFile(all)
    size += all.length
    lost -= told
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const bytes = Buffer.concat(waiting)
      waiting = []
      waitingBytes = 0
      await append(bytes).catch(async (error: Error) => {
        lost += bytes.length
        why = error.message
        await closeFile()
      })
    }
    writing = undefined
  }

  return {
    write(chunk) {
      if (waitingBytes + chunk.length > mostWaitingBytes) {
        lost += chunk.length
        why = 'the disk was too slow'
        return
      }
      waiting.push(chunk)
      waitingBytes += chunk.length
      writing ??= drain()
    },
    reopen() {
      reopening = true
    },
    async close() {
      await writing
      await closeFile()
    },
  }
}
