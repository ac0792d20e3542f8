// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  label: 'الأوامر',
  hint: 'انتقل إلى عرض أو مهمة، أو اكتب أمرًا',
  nothing: 'لا شيء يحتوي هذه الكلمات.',
  goTo: 'الانتقال إلى {place}',
  undo: 'تراجع',
  redo: 'إعادة',
  shortcuts: 'اختصارات لوحة المفاتيح',
} as const satisfies Translation<typeof en>
