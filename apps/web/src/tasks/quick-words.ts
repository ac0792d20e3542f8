import { later } from '../shell/later'

/** The code that reads plain words: tasks, days, times and repetitions. */
export const quickWords = later(() => import('./quick-task'))
