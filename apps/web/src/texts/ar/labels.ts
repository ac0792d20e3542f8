// domain: tasks
import type { labels as english } from '../en/labels'
import type { Translation } from '../translation'

export const labels = {
  label: 'الوسوم',
  new: 'وسم جديد',
  name: 'اسم الوسم',
  add: 'إضافة الوسم',
  added: 'تمت إضافة الوسم',
  changed: 'تغيّر الوسم',
  delete: 'حذف الوسم «{title}»',
  deleted: 'تم حذف الوسم',
} as const satisfies Translation<typeof english>
