// Next's standalone output leaves out the files that a CDN may serve; here the server serves them itself.
import { cpSync } from 'node:fs'
import { join } from 'node:path'

const app = import.meta.dirname
cpSync(join(app, '.next/static'), join(app, '.next/standalone/apps/web/.next/static'), { recursive: true })
