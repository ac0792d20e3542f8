import cluster from 'node:cluster'
import { readSettings } from './env.js'
import { runProcesses } from './processes.js'
import { runApi } from './run-api.js'
import { joinProcesses } from './sharing.js'

// The API, from the environment alone. With API_PROCESSES, this program starts itself several times.
try {
  const settings = readSettings()
  if (cluster.isWorker) await runApi(settings, joinProcesses(settings.processes))
  else if (settings.processes > 1) await runProcesses(settings)
  else await runApi(settings, null)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  // This does not use exitCode, because an open pool would keep the process running.
  process.exit(1)
}
