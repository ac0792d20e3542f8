import { databaseFaults } from './database-faults.js'
import { dayWithoutIssuer } from './day-without-issuer.js'
import type { Drill } from './drill.js'
import { flood } from './flood.js'
import { issuerDown, removeKey, rotate } from './issuer.js'
import { killApi } from './kill-api.js'
import { killPostgres } from './kill-postgres.js'
import { load } from './load.js'
import { rollingRestart } from './rolling-restart.js'
import { idempotency, lostUpdate } from './same-task.js'
import { soak } from './soak.js'
import { streams } from './streams.js'
import { timing } from './timing.js'

export type { Report } from './drill.js'

/** All drills, by name. */
export const drills = {
  rotate,
  'remove-key': removeKey,
  'issuer-down': issuerDown,
  'day-without-issuer': dayWithoutIssuer,
  flood,
  'kill-api': killApi,
  'kill-postgres': killPostgres,
  idempotency,
  'lost-update': lostUpdate,
  'database-faults': databaseFaults,
  restart: rollingRestart,
  load,
  timing,
  soak,
  streams,
} satisfies Record<string, Drill>
