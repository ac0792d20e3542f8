import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  label: 'القوائم',
  new: 'قائمة جديدة',
  name: 'اسم القائمة',
  add: 'إضافة القائمة',
  added: 'تمت إضافة القائمة',
  changed: 'تغيّرت القائمة',
  archived:
    '{count, plural, zero {لا قوائم مؤرشفة} one {قائمة مؤرشفة واحدة} two {قائمتان مؤرشفتان} few {# قوائم مؤرشفة} many {# قائمة مؤرشفة} other {# قائمة مؤرشفة}}',
  archive: 'أرشفة القائمة «{title}»',
  unarchive: 'إخراج القائمة «{title}» من الأرشيف',
  sections: {
    new: 'قسم جديد',
    name: 'اسم القسم',
    add: 'إضافة القسم',
    added: 'تمت إضافة القسم',
    changed: 'تغيّر اسم القسم',
    delete: 'حذف القسم «{title}»',
    earlier: 'تقديم القسم «{title}»',
    later: 'تأخير القسم «{title}»',
    isFirst: 'هذا هو القسم الأول.',
    isLast: 'هذا هو القسم الأخير.',
    without: 'بلا قسم',
    empty: 'لا مهام في هذا القسم',
    noneWithout: 'لا مهام بلا قسم',
    deleted: 'تم حذف القسم',
  },
  delete: 'حذف القائمة «{title}»',
  deleted: 'تم حذف القائمة',
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
} as const satisfies Translation<typeof en>
