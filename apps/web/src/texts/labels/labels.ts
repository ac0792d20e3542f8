// domain: tasks
import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const labels = { en, de, ar }
