export { type CallProcedure, createMcpServer, type McpServerParts } from './mcp-server.js'
export { type ProcedureTool, type ToolScope, tools } from './tools.js'
