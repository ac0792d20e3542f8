export { type CallProcedure, createMcpServer, type McpServerParts } from './mcp-server.js'
export { type ProcedureTool, tools } from './tools.js'
