import type { tasks as english } from '../en/tasks'
import type { Translation } from '../translation'

export const tasks = {
  title: 'المهام',
  unknown: 'غير موجود',
  new: 'مهمة جديدة',
  newHint: 'أضف مهمة، مثل «تجديد جواز السفر قبل الجمعة !عالية»',
  loading: 'جارٍ تحميل مهامك',
  loadFailed: 'تعذّر تحميل مهامك',
  moreFailed: 'تعذّر تحميل المزيد من المهام.',
  loadMore: 'تحميل المزيد',
  complete: 'إنجاز «{title}»',
  reopen: 'إعادة فتح «{title}»',
  details: 'تفاصيل «{title}»',
  delete: 'حذف «{title}»',
  deletedNotice:
    '{count, plural, zero {لم تُحذف مهام} one {تم حذف المهمة} two {تم حذف مهمتين} few {تم حذف # مهام} many {تم حذف # مهمة} other {تم حذف # مهمة}}',
  addedTo:
    '{count, plural, zero {لم يُضف شيء إلى {place}} one {أُضيفت إلى {place}} two {أُضيفت مهمتان إلى {place}} few {أُضيفت # مهام إلى {place}} many {أُضيفت # مهمة إلى {place}} other {أُضيفت # مهمة إلى {place}}}',
  show: 'عرض',
  notStored: 'لم يُخزَّن التغيير',
  count:
    '{count, plural, zero {لا مهام} one {مهمة واحدة} two {مهمتان} few {# مهام} many {# مهمة} other {# مهمة}}',
  selected:
    '{count, plural, zero {لم تُحدَّد مهام} one {حُدِّدت مهمة واحدة} two {حُدِّدت مهمتان} few {حُدِّدت # مهام} many {حُدِّدت # مهمة} other {حُدِّدت # مهمة}}',
  notManual: 'لا يمكن تحريك المهام يدويًا إلا في الترتيب اليدوي ومن دون مجموعات.',
  isFirst: 'هذه هي المهمة الأولى.',
  isLast: 'هذه هي المهمة الأخيرة.',
  placed: 'الموضع {place} من {count}',
  done: {
    added:
      '{count, plural, zero {لم تُضف مهام} one {أُضيفت المهمة} two {أُضيفت مهمتان} few {أُضيفت # مهام} many {أُضيفت # مهمة} other {أُضيفت # مهمة}}',
    completed:
      '{count, plural, zero {لم تُنجز مهام} one {أُنجزت المهمة} two {أُنجزت مهمتان} few {أُنجزت # مهام} many {أُنجزت # مهمة} other {أُنجزت # مهمة}}',
    reopened:
      '{count, plural, zero {لم تُفتح مهام} one {أُعيد فتح المهمة} two {أُعيد فتح مهمتين} few {أُعيد فتح # مهام} many {أُعيد فتح # مهمة} other {أُعيد فتح # مهمة}}',
    deleted:
      '{count, plural, zero {لم تُحذف مهام} one {حُذفت المهمة} two {حُذفت مهمتان} few {حُذفت # مهام} many {حُذفت # مهمة} other {حُذفت # مهمة}}',
    postponed:
      '{count, plural, zero {لم يتغيّر اليوم} one {تغيّر اليوم} two {تغيّر يوم مهمتين} few {تغيّر يوم # مهام} many {تغيّر يوم # مهمة} other {تغيّر يوم # مهمة}}',
    prioritized:
      '{count, plural, zero {لم تتغيّر الأولوية} one {تغيّرت الأولوية} two {تغيّرت أولوية مهمتين} few {تغيّرت أولوية # مهام} many {تغيّرت أولوية # مهمة} other {تغيّرت أولوية # مهمة}}',
    moved:
      '{count, plural, zero {لم تُنقل مهام} one {نُقلت المهمة} two {نُقلت مهمتان} few {نُقلت # مهام} many {نُقلت # مهمة} other {نُقلت # مهمة}}',
    labelled:
      '{count, plural, zero {لم تتغيّر الوسوم} one {تغيّرت الوسوم} two {تغيّرت وسوم مهمتين} few {تغيّرت وسوم # مهام} many {تغيّرت وسوم # مهمة} other {تغيّرت وسوم # مهمة}}',
    placed: 'تحرّكت «{title}»',
    changed: 'تغيّرت «{title}»',
  },
  notes: 'ملاحظات',
  due: 'الاستحقاق',
  dayFault: 'أدخل يومًا بين عامي 1900 و9999.',
  priority: 'الأولوية',
  priorities: { none: 'بلا', low: 'منخفضة', medium: 'متوسطة', high: 'عالية' },
  list: 'القائمة',
  noList: 'بلا قائمة',
  section: 'القسم',
  noSection: 'بلا قسم',
  addLabels: 'إضافة وسوم',
  labels: 'الوسوم: {titles}',
  panel: {
    label: 'التفاصيل',
    close: 'إغلاق التفاصيل',
    gone: 'هذه المهمة ليست هنا. ربما حُذفت، أو أنها في حساب آخر.',
  },
  when: {
    words: 'متى، بالكلمات',
    hint: 'غدًا الساعة 9، كل جمعة',
    unknown: 'هذه الكلمات ليست يومًا ولا وقتًا ولا تكرارًا. جرّب «الاثنين القادم الساعة 10».',
    time: 'الوقت',
    zone: 'المنطقة الزمنية',
    floating: 'الوقت نفسه في كل مكان',
    deadline: 'الموعد النهائي',
    reminder: 'التذكير',
    noReminder: 'بلا',
  },
  repeat: {
    label: 'التكرار',
    never: 'أبدًا',
    rules: {
      daily: 'كل يوم',
      weekdays: 'كل يوم عمل',
      weekly: 'كل أسبوع',
      monthly: 'كل شهر',
      yearly: 'كل سنة',
    },
    own: 'كما هو ({rule})',
    from: 'تُحسب التالية من',
    schedule: 'اليوم المخطط',
    completion: 'يوم الإنجاز',
  },
  subtasks: { title: 'المهام الفرعية', new: 'مهمة فرعية جديدة', hint: 'إضافة مهمة فرعية' },
  days: { today: 'اليوم', tomorrow: 'غدًا', yesterday: 'أمس', named: '{relative} · {day}' },
  headings: { overdue: 'متأخرة', noDay: 'بلا يوم', noList: 'الوارد', noPriority: 'بلا أولوية' },
  facts: {
    overdue: 'متأخرة: {day}',
    due: 'الاستحقاق: {day}',
    deadline: 'الموعد النهائي، {words}',
    at: '{day} {time}',
    priority: 'الأولوية: {priority}',
    list: 'القائمة: ',
    notes: 'لها ملاحظات',
    recurring: 'تتكرر',
    unsent: 'لم تُرسل بعد',
  },
  taken: {
    label: 'ما فُهم',
    refuse: '{words}: أخذ «{text}» حرفيًا',
    deadline: 'الموعد النهائي {day}',
    recurrence: '{text}، من {day}',
    reminder:
      '{minutes, plural, =0 {تذكير في الوقت نفسه} =60 {تذكير قبل ساعة} =1440 {تذكير قبل يوم} zero {تذكير في الوقت نفسه} one {تذكير قبل دقيقة} two {تذكير قبل دقيقتين} few {تذكير قبل # دقائق} many {تذكير قبل # دقيقة} other {تذكير قبل # دقيقة}}',
    list: 'القائمة {title}',
    labelled: 'الوسم {title}',
    section: 'القسم {title}',
  },
  paste: {
    title: 'هل تريد إضافة {count, number} من المهام؟',
    add: 'إضافة {count, number} من المهام',
    cancel: 'إلغاء',
  },
  selection: {
    label: 'المهام المحددة',
    complete: 'إنجاز',
    tomorrow: 'غدًا',
    noDate: 'بلا يوم',
    move: 'نقل إلى…',
    labels: 'وسوم…',
    delete: 'حذف',
    clear: 'إلغاء التحديد',
  },
  moveTo:
    'نقل {count, plural, zero {المهام} one {المهمة} two {مهمتين} few {# مهام} many {# مهمة} other {# مهمة}} إلى…',
  moveHint: 'قائمة أو قسم',
  movedTo:
    '{count, plural, zero {لم يُنقل شيء إلى {place}} one {نُقلت المهمة إلى {place}} two {نُقلت مهمتان إلى {place}} few {نُقلت # مهام إلى {place}} many {نُقلت # مهمة إلى {place}} other {نُقلت # مهمة إلى {place}}}',
  inSection: '{list} / {section}',
  noSuchPlace: 'لا توجد قائمة ولا قسم بهذه الكلمات.',
  labelsOf:
    'وسوم {count, plural, zero {المهام} one {المهمة} two {مهمتين} few {# مهام} many {# مهمة} other {# مهمة}}',
  labelHint: 'وسم',
  noLabels: 'لا توجد وسوم بعد. اكتب اسم وسم جديد.',
  newLabel: 'وسم جديد «{title}»',
} as const satisfies Translation<typeof english>
