import { once } from 'node:events'
import { createServer } from 'node:net'
import getPort from 'get-port'
import { expect, test } from 'vitest'
import { findBinaries } from '../src/binaries.js'
import { adminUrl, initialise } from '../src/cluster.js'
import { startByPgCtl, untilEnded } from '../src/pg-ctl.js'
import { isRunning } from '../src/process-identity.js'
import { stopServer } from '../src/server.js'
import { newDataFolder } from './elsewhere.js'
import { rowsOf } from './rows.js'

// Servers are started in this way on Windows. It is tested on every platform.
const binaries = await findBinaries()

async function newCluster() {
  const { dataDir, password } = await newDataFolder()
  const cluster = { dataDir, password, lasting: false }
  await initialise(cluster, binaries, AbortSignal.timeout(60_000))
  const port = await getPort({ host: '127.0.0.1' })
  const flags = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  return { cluster, port, options: { log: `${dataDir}.log`, flags } }
}

test('a server that pg_ctl starts answers, is identified by its process, and stops', async () => {
  const { cluster, port, options } = await newCluster()
  const server = await startByPgCtl(binaries, cluster.dataDir, options)
  const ended = untilEnded(server)
  try {
    expect(isRunning(server)).toBe(true)
    expect(await rowsOf(adminUrl(cluster, port), 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    await stopServer(server)
  }
  await ended
  expect(isRunning(server)).toBe(false)
})

test('a server that cannot start because its port is in use causes an error that names the log', async () => {
  const { cluster, port, options } = await newCluster()
  const other = createServer()
  await once(other.listen(port, '127.0.0.1'), 'listening')
  try {
    await expect(startByPgCtl(binaries, cluster.dataDir, options)).rejects.toThrow(options.log)
  } finally {
    other.close()
  }
})
