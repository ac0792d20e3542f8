// domain: tasks
import type { palette as english } from '../en/palette'
import type { Translation } from '../translation'

export const palette = {
  label: 'الأوامر',
  hint: 'انتقل إلى عرض أو مهمة، أو اكتب أمرًا',
  nothing: 'لا شيء يحتوي هذه الكلمات.',
  goTo: 'الانتقال إلى {place}',
  undo: 'تراجع',
  redo: 'إعادة',
  shortcuts: 'اختصارات لوحة المفاتيح',
} as const satisfies Translation<typeof english>
