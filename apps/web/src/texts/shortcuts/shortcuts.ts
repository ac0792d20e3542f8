// domain: tasks
import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const shortcuts = { en, de, ar }
