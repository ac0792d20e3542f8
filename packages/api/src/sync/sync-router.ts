import { router } from '../trpc.js'
import { live } from './live.js'

export const syncRouter = router({ live })
