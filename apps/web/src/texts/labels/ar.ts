// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  label: 'الوسوم',
  new: 'وسم جديد',
  name: 'اسم الوسم',
  add: 'إضافة الوسم',
  added: 'تمت إضافة الوسم',
  changed: 'تغيّر الوسم',
  delete: 'حذف الوسم «{title}»',
  deleted: 'تم حذف الوسم',
} as const satisfies Translation<typeof en>
