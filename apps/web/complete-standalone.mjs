// Completes Next's standalone output.
import { cpSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const app = import.meta.dirname
const standalone = join(app, '.next/standalone/apps/web')

// It leaves out the files that a CDN may serve. Here the server serves them itself.
cpSync(join(app, '.next/static'), join(standalone, '.next/static'), { recursive: true })
cpSync(join(app, 'public'), join(standalone, 'public'), { recursive: true })

// Next writes lines before any code of ours runs. A full disk or a closed pipe must not end the process.
renameSync(join(standalone, 'server.js'), join(standalone, 'next-server.js'))
writeFileSync(
  join(standalone, 'server.js'),
  `for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
await import('./next-server.js')
`,
)
