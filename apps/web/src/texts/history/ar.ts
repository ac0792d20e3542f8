// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'السجل',
  why: 'كل ما فعلته أنت وتطبيقاتك ووكلاؤك في آخر 90 يومًا. يمكن التراجع عن كل إجراء كاملًا.',
  label: 'الإجراءات',
  loading: 'جارٍ تحميل السجل',
  loadFailed: 'تعذّر تحميل السجل',
  moreFailed: 'تعذّر تحميل المزيد.',
  nothing: 'لم يحدث شيء بعد',
  nothingHint: 'يظهر هنا ما تضيفه وتغيّره وتحذفه.',
  toTasks: 'الانتقال إلى مهامك',
  here: 'أنت، من هنا',
  elsewhere: 'أنت، من جهاز آخر أو جلسة أخرى',
  app: '{app}، تطبيق أو وكيل',
  did: {
    created: 'أُضيف: {what}',
    changed: 'تغيّر: {what}',
    deleted: 'حُذف: {what}',
    restored: 'استُعيد: {what}',
    completed: 'أُنجز: {what}',
    reopened: 'أُعيد فتحه: {what}',
  },
  row: '«{title}»',
  rows: '{count, plural, zero {لا شيء} one {عنصر واحد} two {عنصران} few {# عناصر} many {# عنصرًا} other {# عنصر}}',
  undid: 'تراجع عن إجراء',
  more: 'و{count, plural, zero {لا شيء} one {عنصر آخر} two {عنصران آخران} few {# عناصر أخرى} many {# عنصرًا آخر} other {# عنصر آخر}}',
  details: 'ما الذي تغيّر',
  untitled: 'شيء لم يعد موجودًا',
  undo: 'تراجع',
  redo: 'إعادة',
  undoNamed: 'تراجع عن: {action}',
  undone: 'تم التراجع',
  isUndone: 'تم التراجع عنه لاحقًا',
  notUndone: 'لم يتم التراجع',
  changedSince: {
    title: 'تغيّر شيء لاحقًا',
    why: 'سيستبدل هذا التراجع أيضًا ما تغيّر لاحقًا:',
    fields: '«{title}»: {fields}',
    gone: '«{title}» لم يعد موجودًا',
    replace: 'استبدال ما تغيّر لاحقًا',
    cancel: 'إبقاؤه كما هو',
  },
  change: '{field}: {before} ← {after}',
  apps: {
    recent: 'آخر إجراءات التطبيقات والوكلاء',
    none: 'لم يغيّر أي تطبيق أو وكيل شيئًا مؤخرًا.',
    all: 'عرض السجل كاملًا',
  },
} as const satisfies Translation<typeof en>
