// domain: tasks
import { meanings } from '../grammar.js'

export const months = meanings({
  1: 'يناير كانون_الثاني جانفي',
  2: 'فبراير شباط فيفري',
  3: 'مارس آذار',
  4: 'أبريل إبريل نيسان أفريل',
  5: 'مايو أيار ماي',
  6: 'يونيو يونيه حزيران جوان',
  7: 'يوليو يوليه تموز جويلية',
  8: 'أغسطس آب أوت',
  9: 'سبتمبر أيلول شتنبر',
  10: 'أكتوبر تشرين_الأول',
  11: 'نوفمبر تشرين_الثاني نونبر',
  12: 'ديسمبر كانون_الأول دجنبر',
})

/** Without the article. With it, they are days only together with another word: "صلاة الجمعة" is a prayer. */
export const weekdays = meanings({
  1: 'اثنين إثنين',
  2: 'ثلاثاء',
  3: 'أربعاء',
  4: 'خميس',
  5: 'جمعة',
  6: 'سبت',
  7: 'أحد',
})

export const numbers = meanings({
  1: 'واحد واحدة',
  2: 'اثنين',
  3: 'ثلاثة ثلاث',
  4: 'أربعة أربع',
  5: 'خمسة خمس',
  6: 'ستة ست',
  7: 'سبعة سبع',
  8: 'ثمانية ثماني',
  9: 'تسعة تسع',
  10: 'عشرة عشر',
})

/** A unit in the singular, the dual and the plural. */
export const units: readonly (readonly [frequency: string, one: string, two: string, many: string])[] = [
  ['HOURLY', 'ساعة', 'ساعتين', 'ساعات'],
  ['DAILY', 'يوم', 'يومين', 'أيام'],
  ['WEEKLY', 'أسبوع', 'أسبوعين', 'أسابيع'],
  ['MONTHLY', 'شهر', 'شهرين', 'أشهر شهور'],
  ['YEARLY', 'سنة عام', 'سنتين عامين', 'سنوات سنين أعوام'],
]
