// domain: tasks
import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const settings = { en, de, ar }
