// Somebody's service, in whatever runtime this is: `RUNTIME program.js PLAN`, where PLAN is the path of a JSON file. It uses the
// package alone, and disposes of nothing, so that it ends only if no timer of the package keeps it alive.
import { readFile } from 'node:fs/promises'
import { runPlan } from './plan.js'

const plan = JSON.parse(await readFile(process.argv[2], 'utf8'))
process.stdout.write(JSON.stringify(await runPlan(plan)))
