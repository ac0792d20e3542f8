import type { lists as english } from '../en/lists'
import type { Translation } from '../translation'

export const lists = {
  label: 'القوائم',
  all: 'الكل',
  more: 'قوائم أخرى',
  moreFailed: 'تعذّر تحميل قوائم أخرى. حاول مرة أخرى',
  new: 'قائمة جديدة',
  name: 'اسم القائمة',
  add: 'إضافة القائمة',
  longTitle:
    'الحد الأقصى للعنوان {most, plural, zero {# حرف} one {حرف واحد} two {حرفان} few {# أحرف} many {# حرفًا} other {# حرف}}، وهذا العنوان يزيد بمقدار {excess, number}.',
  delete: 'حذف القائمة «{title}»',
  deleted: 'تم حذف القائمة',
  notFound: 'القائمة غير موجودة',
  notFoundHint: 'ربما حُذفت، أو أن العنوان خاطئ. <link>عرض كل المهام</link>',
  titled: '«{title}»',
  one: 'قائمة واحدة',
  gone: 'قائمة لم تعد موجودة',
  access: {
    label: 'الوصول إلى',
    all: 'كل القوائم',
    only: '«{title}» فقط',
    onlyIn: 'في <list></list> فقط.',
    alsoOnlyIn: '{rights}، في <list></list> فقط',
    notLoaded: 'تعذّر تحميل قوائمك، لذلك يشمل هذا كل القوائم.',
  },
} as const satisfies Translation<typeof english>
