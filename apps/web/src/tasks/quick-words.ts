import { later } from '../shell/later'

/** What reads plain words: tasks, days, times and repetitions. */
export const quickWords = later(() => import('./quick-task'))
