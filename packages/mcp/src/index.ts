export { type CallProcedure, createMcpServer, type McpServerParts } from './mcp-server.js'
export type { ProcedureTool } from './procedure-tool.js'
export { tools } from './tools.js'
