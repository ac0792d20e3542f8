import { createParser, type EventSourceMessage } from 'eventsource-parser'

/** A stream that a test reads directly. Disposing of it closes the connection. */
export interface TestStream extends Disposable {
  readonly response: Response
  /** The next event; null after the last one. */
  next(): Promise<EventSourceMessage | null>
  /** All remaining events. */
  rest(): Promise<EventSourceMessage[]>
}

/** Opens a stream without a client that would reconnect. */
export async function openStream(url: string, headers: Readonly<Record<string, string>>): Promise<TestStream> {
  const closed = new AbortController()
  const response = await fetch(url, { headers, signal: closed.signal })
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const decoder = new TextDecoder()
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => void events.push(event) })

  async function next(): Promise<EventSourceMessage | null> {
    reader ??= response.body?.getReader()
    while (events.length === 0) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) return null
      parser.feed(decoder.decode(value, { stream: true }))
    }
    return events.shift() ?? null
  }
  return {
    response,
    next,
    async rest() {
      const all: EventSourceMessage[] = []
      for (let event = await next(); event !== null; event = await next()) all.push(event)
      return all
    },
    [Symbol.dispose]: () => closed.abort(),
  }
}
