import type { RouterInputs } from '@ownlist/client'

type Part = RouterInputs['import']['read']

/** The number of bytes that fit into one call. */
const partBytes = 40_960
/** The size limit of a file, in bytes. */
export const mostBytes = 256 * partBytes

interface Upload {
  readonly importId: string
  readonly file: File
  readonly signal: AbortSignal
  send(part: Part): Promise<unknown>
  /** Called with the progress, from 0 to 1. */
  onProgress(share: number): void
}

/** Sends a file in parts, one after another. @throws what `send` throws; the reason of the signal */
export async function upload({ importId, file, signal, send, onProgress }: Upload): Promise<void> {
  const parts = Math.max(1, Math.ceil(file.size / partBytes))
  for (let part = 0; part < parts; part++) {
    signal.throwIfAborted()
    const bytes = new Uint8Array(await file.slice(part * partBytes, (part + 1) * partBytes).arrayBuffer())
    await send({ importId, name: file.name.slice(0, 300), part, parts, content: toBase64(bytes) })
    onProgress((part + 1) / parts)
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
