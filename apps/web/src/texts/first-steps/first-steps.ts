// domain: tasks
import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const firstSteps = { en, de, ar }
