// Runs a Node program that starts others, and ends all of them on SIGTERM: `node group.js [OPTION…] PROGRAM
// [ARGUMENT…]`. tsc's launcher and `node --watch` are such programs: if only they are ended, or their channel is
// closed, their own child keeps running.
import { spawn } from 'node:child_process'

const program = spawn(process.execPath, process.argv.slice(2), {
  // This starts a separate process group.
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
})
process.once('SIGTERM', () => program.pid !== undefined && process.kill(-program.pid))
program.once('exit', (code) => process.exit(code ?? 0))
