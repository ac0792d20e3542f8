import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { type AppRouter, apiLinks } from '@ownlist/client'
import { createMcpServer } from '@ownlist/mcp'
import { createTRPCUntypedClient } from '@trpc/client'
import type { Cli } from '../cli.js'

/**
 * Serves an agent until it hangs up, as the session of this profile. What that session may not do is refused by the API: let
 * an agent in by a profile of its own, such as `ownlist --profile "My agent" login --read-only`.
 */
export async function serveMcp(cli: Cli, version: string): Promise<void> {
  // By path, since an agent names its tool by a string.
  const client = createTRPCUntypedClient<AppRouter>({ links: apiLinks(await cli.apiOptions()) })
  const serving = serveStdio(() =>
    createMcpServer({
      call: (path, type, input, signal) =>
        type === 'query' ? client.query(path, input, { signal }) : client.mutation(path, input, { signal }),
      allows: () => true,
      version,
    }),
  )
  await Promise.race([once(process.stdin, 'end'), once(cli.signal, 'abort')])
  await serving.close()
}
