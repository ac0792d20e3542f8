// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'الإعدادات',
  label: 'الإعدادات',
  pages: {
    settings: 'عام',
    account: 'الحساب',
    notifications: 'الإشعارات',
    apps: 'التطبيقات والوكلاء',
    calendar: 'التقويم',
    import: 'استيراد',
    export: 'تصدير',
  },
  everywhere: 'على كل أجهزتك',
  here: 'على هذا الجهاز',
  saved: 'تم الحفظ',
  notSaved: 'لم يتم الحفظ',
  loading: 'جارٍ تحميل إعداداتك',
  loadFailed: 'تعذّر تحميل إعداداتك',
  language: 'اللغة',
  languages: { en: 'English', de: 'Deutsch', ar: 'العربية' },
  browserLanguage: 'كما يطلب المتصفح',
  timeZone: 'المنطقة الزمنية',
  deviceZone: 'كما في الجهاز: {zone}',
  zoneHint: 'تبدأ الأيام وتتكرر المهام حسب هذه المنطقة الزمنية.',
  weekStart: 'يبدأ الأسبوع يوم',
  usualDay: 'كالمعتاد في منطقتك',
  defaultList: 'قائمة المهام الجديدة',
  noList: 'بلا قائمة',
  density: 'الكثافة',
  densities: { comfortable: 'مريحة', compact: 'متراصّة' },
  appearance: 'الألوان',
  appearances: { auto: 'كما في الجهاز', light: 'فاتحة', dark: 'داكنة' },
} as const satisfies Translation<typeof en>
