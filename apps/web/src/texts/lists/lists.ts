import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const lists = { en, de, ar }
