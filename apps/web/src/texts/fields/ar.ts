import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  names: {
    title: 'العنوان',
    position: 'الموضع',
    // domain: tasks {
    notes: 'الملاحظات',
    priority: 'الأولوية',
    dueOn: 'الاستحقاق',
    dueTime: 'الوقت',
    dueZone: 'المنطقة الزمنية',
    deadlineOn: 'الموعد النهائي',
    deadlineTime: 'وقت الموعد النهائي',
    deadlineZone: 'المنطقة الزمنية للموعد النهائي',
    recurrence: 'التكرار',
    recurrenceFrom: 'التكرار ابتداءً من',
    completedAt: 'الإنجاز',
    listId: 'القائمة',
    sectionId: 'القسم',
    parentId: 'جزء من',
    labelIds: 'الوسوم',
    remindBefore: 'التذكيرات',
    remindAt: 'التذكيرات',
    color: 'اللون',
    archivedAt: 'الأرشفة',
    query: 'التصفية',
    // domain: tasks }
    other: 'شيء ما',
  },
  nothing: 'لا شيء',
  yes: 'نعم',
  many: '{count, plural, zero {لا شيء} one {عنصر واحد} two {عنصران} few {# عناصر} many {# عنصرًا} other {# عنصر}}',
  otherRow: 'شيء آخر',
  place: 'موضع آخر',
  // domain: tasks {
  priorities: { none: 'بلا', low: 'منخفضة', medium: 'متوسطة', high: 'عالية' },
  // domain: tasks }
} as const satisfies Translation<typeof en>
