import { type DestinationStream, destination, type Logger, pino } from 'pino'

export type { Logger }

/** How much is buffered in memory while the output accepts nothing. */
const mostWaitingBytes = 1_024 * 1_024

/**
 * A log with one JSON object per line, on standard output. A line that cannot be written, because the disk is full or
 * the pipe is closed, has no further effect. Pino's own stream would end the process.
 * @param level the lowest level that is written
 * @param stream in place of standard output
 */
export const createLog = (level: string, stream: DestinationStream = standardOutput()): Logger =>
  pino({ level }, stream)

function standardOutput(): DestinationStream {
  const stream = destination({ dest: 1, sync: true, maxLength: mostWaitingBytes })
  stream.on('error', () => undefined)
  return stream
}
