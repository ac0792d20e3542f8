// Runs a Node program that starts others, and on SIGTERM ends them all: `node group.js [OPTION…] PROGRAM [ARGUMENT…]`.
// tsc's launcher and `node --watch` are such: ended alone, or with their channel closed, they leave their own child behind.
import { spawn } from 'node:child_process'

const program = spawn(process.execPath, process.argv.slice(2), {
  // A process group of its own.
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
})
process.once('SIGTERM', () => program.pid !== undefined && process.kill(-program.pid))
program.once('exit', (code) => process.exit(code ?? 0))
