import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'المهملات',
  why: 'يبقى ما تحذفه هنا 30 يومًا.',
  label: 'المحذوفات',
  loading: 'جارٍ تحميل المهملات',
  loadFailed: 'تعذّر تحميل المهملات',
  moreFailed: 'تعذّر تحميل المزيد.',
  deleted:
    '{kind, select, task {مهمة، حُذف {day}} list {قائمة، حُذف {day}} section {قسم، حُذف {day}} label {وسم، حُذف {day}} filter {تصفية، حُذف {day}} other {حُذف {day}}}',
  restore: 'استعادة',
  restoreNamed: 'استعادة «{title}»',
  restored: 'تمت استعادة «{title}»',
  notRestored: 'لم تتم استعادة «{title}»',
  empty: 'إفراغ المهملات',
  question: 'هل تريد إفراغ المهملات؟',
  warning: 'سيُزال كل ما فيها نهائيًا. لا يمكن التراجع عن ذلك.',
  cancel: 'إلغاء',
  emptied:
    '{count, plural, zero {لم يُزل شيء} one {أُزيل عنصر واحد} two {أُزيل عنصران} few {أُزيلت # عناصر} many {أُزيل # عنصرًا} other {أُزيل # عنصر}}',
  notEmptied: 'لم تُفرَّغ المهملات',
  nothing: 'المهملات فارغة',
  nothingHint: 'يمكنك استعادة ما تحذفه من هنا.',
  toTasks: 'الانتقال إلى مهامك',
} as const satisfies Translation<typeof en>
