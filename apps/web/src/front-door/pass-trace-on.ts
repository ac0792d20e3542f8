import { readTrace, traceHeaders } from '@ownlist/http'

/** The headers for a request to the API that is made for another request. They connect the log lines of the two. */
export const passTraceOn = (headers: Headers): Record<string, string> =>
  traceHeaders(readTrace(Object.fromEntries(headers)))
