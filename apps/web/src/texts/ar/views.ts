// domain: tasks
import type { views as english } from '../en/views'
import type { Translation } from '../translation'

export const views = {
  label: 'طرق العرض',
  menu: 'فتح القائمة',
  shortcuts: 'اختصارات لوحة المفاتيح',
  inbox: 'الوارد',
  today: 'اليوم',
  upcoming: 'القادم',
  search: 'بحث',
  searchFor: 'بحث: {query}',
  searchTasks: 'البحث في المهام',
  clearSearch: 'مسح البحث',
  filter: 'تصفية جديدة',
  done: 'المنجزة',
  arrangement: {
    label: 'ترتيب',
    sort: 'الترتيب حسب',
    group: 'التجميع حسب',
    sorts: {
      manual: 'ترتيب يدوي',
      day: 'اليوم',
      priority: 'الأولوية',
      added: 'تاريخ الإضافة',
      alphabet: 'الأبجدية',
    },
    groups: { none: 'بلا', day: 'اليوم', priority: 'الأولوية', list: 'القائمة' },
  },
  filters: {
    label: 'عوامل التصفية',
    new: 'تصفية جديدة',
    query: 'التصفية',
    hint: 'today & !label:home & priority:high',
    show: 'عرض',
    save: 'حفظ على هذا الجهاز',
    remove: 'إزالة من هذا الجهاز',
  },
  empty: {
    inbox: { title: 'لا شيء لفعله', hint: 'أضف مهمة في الأعلى، أو اضغط q في أي مكان.' },
    today: { title: 'لا شيء لهذا اليوم', hint: 'أضف مهمة في الأعلى، أو استمتع بالهدوء.' },
    upcoming: { title: 'لا شيء مخطط', hint: 'تظهر هنا المهام التي لها يوم أو موعد نهائي.' },
    list: {
      title: 'لا شيء لفعله في هذه القائمة',
      hint: 'أضف مهمة في الأعلى، أو انقل مهمة إلى هنا.',
      gone: 'القائمة غير موجودة',
    },
    label: {
      title: 'لا شيء بهذا الوسم',
      hint: 'أضف مهمة في الأعلى، أو اضغط l على مهمة.',
      gone: 'الوسم غير موجود',
    },
    done: { title: 'لم يُنجز شيء بعد', hint: 'تظهر هنا المهام التي تنجزها.' },
    goneHint: 'ربما حُذف، أو أن العنوان خاطئ. <link>الانتقال إلى الوارد</link>',
    search: {
      start: 'بحث',
      startHint: 'اكتب كلمات من عنوان أو ملاحظات أو قائمة أو وسم، بأي ترتيب.',
      title: 'لا توجد نتائج',
      hint: 'لا توجد مهمة مفتوحة تحتوي «{query}» في عنوانها أو ملاحظاتها أو قائمتها أو وسومها.',
    },
    filter: {
      start: 'تصفية المهام',
      startHint: 'اكتب تصفية مثل: today & !label:home & priority:high',
      title: 'لا توجد نتائج',
      hint: 'لا توجد مهمة مفتوحة تطابق هذه التصفية.',
      wrong: 'تعذّرت قراءة التصفية',
      unknown: '«{word}» ليس شرطًا. جرّب شرطًا مما يُعرض أثناء الكتابة.',
      incomplete: 'ينقص شيء ما، مثل شرط بعد & أو قوس إغلاق. {word}',
      noSuchList: 'لا توجد قائمة «{word}».',
      noSuchLabel: 'لا يوجد وسم «{word}».',
    },
  },
} as const satisfies Translation<typeof english>
