import { createTranslator } from 'use-intl/core'
import { messages } from '../src/texts/compiled'
import type { Messages } from '../src/texts/locale'

/** The English texts of an area, as a component has them. */
export const textsOf = <const Area extends keyof Messages>(area: Area) =>
  createTranslator({ locale: 'en', messages: messages.en, namespace: area })
