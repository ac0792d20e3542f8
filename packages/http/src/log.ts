import { type DestinationStream, destination, type Logger, pino } from 'pino'

export type { Logger }

/** More than this is not kept in memory while the disk does not take it. */
const mostWaitingBytes = 1_024 * 1_024

/**
 * A log of one JSON text a line, to standard output. A line that cannot be written, because the disk is full or the reader is
 * gone, ends nothing: pino's own stream would end the process.
 * @param level the least that is written
 * @param stream in place of standard output
 */
export const createLog = (level: string, stream: DestinationStream = standardOutput()): Logger =>
  pino({ level }, stream)

function standardOutput(): DestinationStream {
  const stream = destination({ dest: 1, sync: true, maxLength: mostWaitingBytes })
  stream.on('error', () => undefined)
  return stream
}
