import { readTrace, traceHeaders } from '@ownlist/http'

/** For a request to the API that is made on behalf of another: the headers that connect the log lines of the two. */
export const passTraceOn = (headers: Headers): Record<string, string> =>
  traceHeaders(readTrace(Object.fromEntries(headers)))
