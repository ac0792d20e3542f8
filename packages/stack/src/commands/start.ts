import { command } from '../command.js'
import { runStack } from '../run-stack.js'

await command(() => runStack('built'))
