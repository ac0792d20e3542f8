import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { type ApiClientOptions, type AppRouter, apiLinks, contractVersionHeader } from '@ownlist/client'
import { createMcpServer } from '@ownlist/mcp'
import { createTRPCUntypedClient, type TRPCUntypedClient } from '@trpc/client'
import type { Cli } from '../cli.js'

/**
 * Serves an agent until it disconnects, with the session of this profile. The API refuses what that session may not do.
 * Give an agent its own profile, such as `ownlist --profile "My agent" login --read-only`.
 */
export async function serveMcp(cli: Cli, version: string): Promise<void> {
  const options = await cli.apiOptions()
  const clients = new Map<number, TRPCUntypedClient<AppRouter>>()
  /** A client that states this version of the contract. It takes paths, since an agent names its tool with a string. */
  const clientOf = (version: number) => {
    const client = clients.get(version) ?? createTRPCUntypedClient({ links: apiLinks(stating(version, options)) })
    clients.set(version, client)
    return client
  }
  const serving = serveStdio(() =>
    createMcpServer({
      call({ procedure, type, input, signal, contractVersion }) {
        const client = clientOf(contractVersion)
        return type === 'query'
          ? client.query(procedure, input, { signal })
          : client.mutation(procedure, input, { signal })
      },
      allows: () => true,
      version,
    }),
  )
  await Promise.race([once(process.stdin, 'end'), once(cli.signal, 'abort')])
  await serving.close()
}

const stating = (version: number, options: ApiClientOptions): ApiClientOptions => ({
  ...options,
  headers: { [contractVersionHeader]: String(version) },
})
