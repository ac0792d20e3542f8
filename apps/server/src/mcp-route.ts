import type { McpHandler, McpRouteParts } from './mcp-handler.js'

/** Serves agents. The code for this is loaded with their first request: it would take a sixth of the API's start-up time. */
export function createMcpRoute(parts: McpRouteParts): McpHandler {
  let loading: Promise<McpHandler> | undefined
  return async (request, response, caller) => {
    loading ??= import('./mcp-handler.js').then(({ serveAgents }) => serveAgents(parts))
    const serve = await loading
    return await serve(request, response, caller)
  }
}
