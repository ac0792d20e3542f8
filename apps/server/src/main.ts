import cluster from 'node:cluster'
import { readSettings } from './env.js'

// The API, configured only by the environment. With API_PROCESSES, this program starts itself several times. The parent
// process serves no requests, so it only loads what it needs.
try {
  const settings = readSettings()
  if (cluster.isPrimary && settings.processes > 1) {
    const { runProcesses } = await import('./processes.js')
    await runProcesses(settings)
  } else {
    const { runApi } = await import('./run-api.js')
    const { joinProcesses } = await import('./sharing.js')
    await runApi(settings, cluster.isWorker ? joinProcesses(settings.processes) : null)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  // This does not use exitCode, because an open pool would keep the process running.
  process.exit(1)
}
