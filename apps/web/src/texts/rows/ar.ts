import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  add: 'إضافة',
  title: 'العنوان',
  longTitle:
    'الحد الأقصى للعنوان {most, plural, zero {# حرف} one {حرف واحد} two {حرفان} few {# أحرف} many {# حرفًا} other {# حرف}}، وهذا العنوان يزيد بمقدار {excess, number}.',
  restIntoNotes: 'اكتب الباقي في الملاحظات.',
  tryNow: 'المحاولة الآن',
  keepsTrying: '{reason} بياناتك محفوظة، وتواصل هذه الصفحة المحاولة.',
  wentWrong: 'حدث خطأ ما.',
  elsewhere: {
    now: 'تغيّر هذا في مكان آخر أثناء تعديلك له. نصّه الآن: «{text}»',
    empty: 'تغيّر هذا في مكان آخر أثناء تعديلك له. أصبح فارغًا الآن.',
    keepMine: 'الاحتفاظ بنسختي',
    useOther: 'استخدام النسخة الأخرى',
  },
} as const satisfies Translation<typeof en>
