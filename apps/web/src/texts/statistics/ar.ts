// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'الإحصاءات',
  loading: 'جارٍ تحميل إحصاءاتك',
  loadFailed: 'تعذّر تحميل إحصاءاتك',
  nothing: 'لم يُنجز شيء بعد',
  nothingHint: 'أنجز مهمة، وستُحسب هنا.',
  toTasks: 'الانتقال إلى مهامك',
  summary: 'باختصار',
  streak: 'أيام متتالية',
  longest: 'أطول سلسلة: {count, number}',
  done: 'المنجزة',
  lastWeeks: 'في آخر 12 أسبوعًا: {count, number}',
  time: 'الوقت المعتاد من الإضافة إلى الإنجاز',
  overdue: 'المتأخرة',
  byDay: 'المنجزة كل يوم، في آخر 4 أسابيع',
  byWeek: 'المنجزة كل أسبوع، في آخر 12 أسبوعًا',
  times: 'الوقت من الإضافة إلى الإنجاز، في آخر 12 أسبوعًا',
  overdueByList: 'المهام المتأخرة حسب القائمة',
  noList: 'بلا قائمة',
  otherList: 'قائمة أخرى',
  noneOverdue: 'لا شيء متأخر.',
  day: 'اليوم',
  week: 'الأسبوع',
  weekFrom: 'من {day}',
  list: 'القائمة',
  took: 'الوقت',
  tasks: 'المهام',
  table: 'عرض كجدول',
  tableOf: '{title}، كجدول',
  buckets: {
    hour: 'أقل من ساعة',
    day: 'أقل من يوم',
    week: 'أقل من أسبوع',
    month: 'أقل من 30 يومًا',
    longer: 'أطول',
  },
  durations: {
    minutes:
      '{count, plural, zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
    hours:
      '{count, plural, zero {أقل من ساعة} one {ساعة واحدة} two {ساعتان} few {# ساعات} many {# ساعة} other {# ساعة}}',
    days: '{count, plural, zero {أقل من يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}',
  },
} as const satisfies Translation<typeof en>
