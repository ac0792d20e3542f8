export { type CallProcedure, createMcpServer, type McpServerParts, type ProcedureCall } from './mcp-server.js'
export type { ProcedureTool } from './procedure-tool.js'
export { tools } from './tools.js'
