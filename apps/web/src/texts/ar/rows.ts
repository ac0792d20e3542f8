import type { rows as english } from '../en/rows'
import type { Translation } from '../translation'

export const rows = {
  add: 'إضافة',
  title: 'العنوان',
  longTitle:
    'الحد الأقصى للعنوان {most, plural, zero {# حرف} one {حرف واحد} two {حرفان} few {# أحرف} many {# حرفًا} other {# حرف}}، وهذا العنوان يزيد بمقدار {excess, number}. اكتب الباقي في الملاحظات.',
  loadMore: 'تحميل المزيد',
  tryNow: 'المحاولة الآن',
  keepsTrying: '{reason} بياناتك محفوظة، وتواصل هذه الصفحة المحاولة.',
  wentWrong: 'حدث خطأ ما.',
  stale: 'تعذّر الوصول إلى Ownlist. ترى آخر بيانات تم تحميلها. يعيد Ownlist المحاولة كل بضع ثوانٍ.',
  elsewhere: {
    now: 'تغيّر هذا في مكان آخر أثناء تعديلك له. نصّه الآن: «{text}»',
    empty: 'تغيّر هذا في مكان آخر أثناء تعديلك له. أصبح فارغًا الآن.',
    keepMine: 'الاحتفاظ بنسختي',
    useOther: 'استخدام النسخة الأخرى',
    inMeantime: 'تغيّر في مكان آخر في هذه الأثناء. ترى الآن النسخة الحالية. أعد إجراء تغييرك.',
    title: 'تغيّر «{title}» في مكان آخر',
    notSaved: 'ترى النسخة الحالية. لم يُحفظ تغييرك: {change}',
    useMine: 'استخدام نسختي',
    value: '«{value}»',
    nothing: '(لا شيء)',
  },
  failures: {
    added: 'لم تتم إضافة «{title}»',
    saved: 'لم يتم حفظ «{title}»',
    restored: 'لم تتم استعادة «{title}»',
    deleted: 'لم يتم حذف «{title}»',
    inAMoment: 'حاول مرة أخرى بعد لحظات.',
  },
} as const satisfies Translation<typeof english>
