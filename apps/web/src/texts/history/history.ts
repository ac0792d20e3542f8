// domain: tasks
import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const history = { en, de, ar }
