import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  name: 'Ownlist',
  // domain: tasks {
  tabTitle: '{title} · {name}',
  // domain: tasks }
  homeLink: 'Ownlist، {home}',
  main: 'القائمة الرئيسية',
  menu: 'فتح القائمة',
  account: 'الحساب',
  // domain: tasks {
  pages: { history: 'السجل', statistics: 'الإحصاءات', settings: 'الإعدادات', trash: 'المهملات' },
  // domain: tasks }
  signOut: 'تسجيل الخروج',
  signOutFailed: 'ما زلت مسجّل الدخول',
  unreachable: 'تعذّر الوصول إلى Ownlist. حاول مرة أخرى بعد لحظات.',
  unsent: {
    title:
      '{count, plural, zero {لا توجد تغييرات غير محفوظة} one {لم يُحفظ تغيير واحد بعد} two {لم يُحفظ تغييران بعد} few {لم تُحفظ # تغييرات بعد} many {لم يُحفظ # تغييرًا بعد} other {لم يُحفظ # تغيير بعد}}',
    why: 'لم يؤكّد الخادم {count, plural, zero {التغييرات} one {هذا التغيير} two {هذين التغييرين} few {هذه التغييرات} many {هذه التغييرات} other {هذه التغييرات}}. إذا سجّلت الخروج الآن، ينسى هذا المتصفح ما لم يرسله. إذا بقيت، يُرسل مرة أخرى عندما تفتح {home}.',
    stay: 'البقاء مسجّل الدخول',
    lose: 'تسجيل الخروج وفقدان {count, plural, zero {التغييرات} one {التغيير} two {التغييرين} few {التغييرات} many {التغييرات} other {التغييرات}}',
  },
  otherUser: 'سجّل شخص آخر الدخول في هذا المتصفح. أعد تحميل الصفحة.',
  partMissing: 'تعذّر فتح هذا',
  dismiss: 'إغلاق',
  undo: 'تراجع',
  loadMore: 'تحميل المزيد',
  fault: {
    title: 'حدث خطأ ما',
    why: 'المشكلة من جانبنا. بياناتك محفوظة.',
    tryAgain: 'إعادة المحاولة',
  },
} as const satisfies Translation<typeof en>
