import type { McpHandler, McpRouteParts } from './mcp-handler.js'

/** Serves agents. What this takes is loaded with their first request: a sixth of the time in which the API starts. */
export function createMcpRoute(parts: McpRouteParts): McpHandler {
  let loading: Promise<McpHandler> | undefined
  return async (request, response, caller) => {
    loading ??= import('./mcp-handler.js').then(({ serveAgents }) => serveAgents(parts))
    const serve = await loading
    return await serve(request, response, caller)
  }
}
