// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'اختصارات لوحة المفاتيح',
  close: 'إغلاق',
  anywhere: { title: 'عندما لا تكتب شيئًا' },
  add: { keys: 'q', does: 'إضافة مهمة' },
  palette: { keys: 'Ctrl K', does: 'الأوامر، حتى أثناء الكتابة' },
  search: { keys: '/', does: 'بحث' },
  inbox: { keys: 'g i', does: 'الانتقال إلى الوارد' },
  today: { keys: 'g t', does: 'الانتقال إلى اليوم' },
  upcoming: { keys: 'g u', does: 'الانتقال إلى القادم' },
  done: { keys: 'g d', does: 'الانتقال إلى المنجز' },
  undo: { keys: 'Ctrl Z', does: 'تراجع' },
  redo: { keys: 'Ctrl Shift Z', does: 'إعادة' },
  notices: { keys: 'F6', does: 'الانتقال إلى الإشعارات' },
  help: { keys: '?', does: 'عرض هذه الاختصارات' },
  tasks: { title: 'على المهام المحددة، أو التي عليها التركيز' },
  move: { keys: '↑ ↓ أو k j', does: 'التنقل بين المهام' },
  column: { keys: '← →', does: 'إلى العمود المجاور، على اللوحة' },
  complete: { keys: 'x', does: 'إنجاز أو إعادة فتح' },
  open: { keys: 'Enter أو e', does: 'فتح التفاصيل' },
  delete: { keys: '# أو Delete', does: 'حذف' },
  tomorrow: { keys: 't', does: 'غدًا' },
  nextWeek: { keys: 'w', does: 'الأسبوع القادم' },
  noDate: { keys: 'n', does: 'بلا يوم' },
  priority: { keys: '1 2 3 4', does: 'الأولوية: عالية، متوسطة، منخفضة، بلا' },
  moveTo: { keys: 'm', does: 'النقل إلى قائمة أو قسم' },
  label: { keys: 'l', does: 'الوسوم' },
  select: { keys: 'مسافة', does: 'تحديد' },
  extend: { keys: 'Shift ↑ ↓', does: 'تحديد المزيد' },
  all: { keys: 'Ctrl A', does: 'تحديد الكل' },
  clear: { keys: 'Esc', does: 'إلغاء التحديد' },
  order: { keys: 'Alt ↑ ↓', does: 'التحريك لأعلى أو لأسفل في الترتيب اليدوي' },
  toColumn: { keys: 'Alt ← →', does: 'نقل إلى العمود المجاور، على اللوحة' },
} as const satisfies Translation<typeof en>
