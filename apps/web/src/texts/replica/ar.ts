import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  loading: 'جارٍ تحميل بياناتك',
  unavailable: 'لا يمكن تخزين بياناتك على هذا الجهاز',
  notStored: 'لم يُخزَّن التغيير',
  undone: 'تم التراجع',
  redone: 'تمت الإعادة',
  nothingToUndo: 'لا شيء يمكن التراجع عنه في هذه الصفحة',
  nothingToRedo: 'لا شيء يمكن إعادته',
  waiting: {
    network: 'أنت غير متصل. ترى ما هو موجود على هذا الجهاز.',
    token: 'تم تسجيل خروجك. تبقى تغييراتك محفوظة على هذا الجهاز.',
    server: 'تعذّر الوصول إلى Ownlist. ترى ما هو موجود على هذا الجهاز.',
  },
  unsent:
    '{count, plural, zero {لا تغييرات تنتظر الإرسال} one {تغيير واحد ينتظر الإرسال} two {تغييران ينتظران الإرسال} few {# تغييرات تنتظر الإرسال} many {# تغييرًا ينتظر الإرسال} other {# تغيير ينتظر الإرسال}}.',
  tryNow: 'المحاولة الآن',
  reload: 'إعادة التحميل',
  tray: {
    label: 'تغييرات تحتاج إلى قرار',
    title:
      '{count, plural, zero {لا تغييرات تحتاج إلى قرار} one {تغيير واحد يحتاج إلى قرار} two {تغييران يحتاجان إلى قرار} few {# تغييرات تحتاج إلى قرار} many {# تغييرًا يحتاج إلى قرار} other {# تغيير يحتاج إلى قرار}}',
    row: 'تغيير',
    rowTitled: '«{title}»',
    conflict: 'تغيّر في مكان آخر في الوقت نفسه. أي نسخة تريد الاحتفاظ بها؟',
    blocked: 'ينتظر شيئًا آخر في هذه القائمة.',
    keepMine: 'الاحتفاظ بنسختي',
    useOther: 'استخدام النسخة الأخرى',
    tryAgain: 'إعادة المحاولة',
    giveUp: 'التخلي عن التغيير',
    field: 'الحقل',
    mine: 'نسختك',
    other: 'النسخة الأخرى',
  },
} as const satisfies Translation<typeof en>
