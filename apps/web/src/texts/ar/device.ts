import type { device as english } from '../en/device'
import type { Translation } from '../translation'

export const device = {
  title: 'ربط تطبيق',
  code: 'الرمز',
  codeHint: 'الرمز الذي يعرضه التطبيق، مثل WDJB-MJHT.',
  continue: 'متابعة',
  faults: {
    unknown: 'هذا الرمز غير موجود. قارنه بالرمز الذي يعرضه التطبيق.',
    expired: 'انتهت صلاحية هذا الرمز. ابدأ من جديد في التطبيق لتحصل على رمز جديد.',
    used: 'سبق استخدام هذا الرمز. ابدأ من جديد في التطبيق لتحصل على رمز جديد.',
    'too-often': 'الطلبات كثيرة جدًا. انتظر دقيقة ثم حاول مرة أخرى.',
  },
  asks: 'تطبيق يسمّي نفسه <name>{app}</name> يطلب الإذن بهذا الرمز:',
  may: 'يمكنه، في حساب {email}:',
  rights: 'الإذن المطلوب',
  nothingElse: 'لا يمكنه فعل أي شيء آخر، ولا يصل إلى حسابك أو كلمة مرورك.',
  caution: 'امنح الإذن فقط إذا بدأت هذا بنفسك الآن وكان التطبيق يعرض الرمز نفسه.',
  authorize: 'منح الإذن',
  deny: 'رفض',
  invalid: 'لم يعد هذا الرمز صالحًا. ابدأ من جديد في التطبيق.',
  authorized: 'حصل <name>{app}</name> على الإذن. ارجع إليه، وسيتابع وحده خلال ثوانٍ.',
  seeApps: 'لعرض التطبيقات المرتبطة أو سحب الإذن منها، افتح <link>صفحة الحساب</link>.',
  denied: 'لم يحصل <name>{app}</name> على الإذن.',
} as const satisfies Translation<typeof english>
