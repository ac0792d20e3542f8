import { parentPort, workerData } from 'node:worker_threads'
import { type Form, type ReadJob, readAs } from './read-as.js'

// The main module of a thread. It reads one file, and ends. `import-reader.ts` starts it.
parentPort?.postMessage(readAs(workerData as ReadJob<Form>))
