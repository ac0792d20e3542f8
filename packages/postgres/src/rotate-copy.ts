import { copyFile, stat, truncate } from 'node:fs/promises'

/**
 * Keeps a log that another process appends to from growing without limit: beyond `mostBytes` its text moves to
 * `<path>.1`, and the file itself is emptied. Lines that are written in between are lost. Never throws: a full disk
 * must not stop a server.
 */
export async function rotateCopy(path: string, mostBytes: number): Promise<void> {
  try {
    if ((await stat(path)).size <= mostBytes) return
    await copyFile(path, `${path}.1`).catch(() => undefined)
    await truncate(path)
  } catch {
    // There is no log, or it cannot be shortened now. It is tried again the next time.
  }
}
