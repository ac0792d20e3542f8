import { databaseFaults } from './database-faults.js'
import type { Drill } from './drill.js'
import { issuerDown, removeKey, rotate } from './issuer.js'
import { killApi } from './kill-api.js'
import { killPostgres } from './kill-postgres.js'
import { rollingRestart } from './rolling-restart.js'
import { idempotency, lostUpdate } from './same-task.js'
import { soak } from './soak.js'

export type { Report } from './drill.js'

/** All drills, by the name to call them by. */
export const drills = {
  rotate,
  'remove-key': removeKey,
  'issuer-down': issuerDown,
  'kill-api': killApi,
  'kill-postgres': killPostgres,
  idempotency,
  'lost-update': lostUpdate,
  'database-faults': databaseFaults,
  restart: rollingRestart,
  soak,
} satisfies Record<string, Drill>
