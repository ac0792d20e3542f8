import { readSettings } from './env.js'
import { runBackground } from './run-background.js'

// Does work across all owners, configured only by the environment: docs/background.md. Any number of these programs may
// run.
try {
  await runBackground(readSettings())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  // This does not use exitCode, because an open pool would keep the process running.
  process.exit(1)
}
