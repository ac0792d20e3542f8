// A service in any runtime: `RUNTIME program.js PLAN`, where PLAN is the path of a JSON file. It uses only the package, and
// disposes of nothing. So it ends only if no timer of the package keeps it running.
import { readFile } from 'node:fs/promises'
import { runPlan } from './plan.js'

const plan = JSON.parse(await readFile(process.argv[2], 'utf8'))
process.stdout.write(JSON.stringify(await runPlan(plan)))
