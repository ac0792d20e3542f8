import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const tasks = { en, de, ar }
