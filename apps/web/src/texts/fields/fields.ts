import { ar } from './ar'
import { de } from './de'
import { en } from './en'

export const fields = { en, de, ar }
