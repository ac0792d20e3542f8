import type { pages as english } from '../en/pages'
import type { Translation } from '../translation'

export const pages = {
  signIn: {
    title: 'تسجيل الدخول',
    providerFaults: {
      accountExists:
        'يوجد حساب بعنوان البريد هذا بالفعل. سجّل الدخول بكلمة مرورك. إذا كنت لا تعرفها أو لم تؤكّد العنوان بعد، فاستخدم «هل نسيت كلمة المرور؟».',
      notConfirmed: 'لم يؤكّد مزوّد الخدمة عنوان بريدك. افتح الرابط في الرسالة التي أرسلناها إليك، ثم سجّل الدخول.',
      other: 'لم ينجح تسجيل الدخول عبر مزوّد الخدمة. حاول مرة أخرى، أو استخدم بريدك الإلكتروني.',
    },
    noAccount: 'ليس لديك حساب؟ <link>أنشئ حسابًا</link>',
    forgot: 'هل نسيت كلمة المرور؟',
  },
  signUp: {
    title: 'إنشاء حسابك',
    hasAccount: 'لديك حساب بالفعل؟ <link>سجّل الدخول</link>',
  },
  forgotPassword: {
    title: 'هل نسيت كلمة المرور؟',
    noMail: 'هذا الخادم لا يرسل البريد، فلا يمكنه إرسال رابط إليك. اطلب المساعدة من المشغّل.',
    outbox: 'تبقى الرسائل على هذا الجهاز: <link>صندوق الصادر</link>.',
    remembered: 'هل تذكّرت كلمة مرورك؟ <link>سجّل الدخول</link>',
  },
  resetPassword: {
    title: 'اختيار كلمة مرور جديدة',
    noLink: 'سبق استخدام هذا الرابط أو انتهت صلاحيته.',
    newLink: 'طلب رابط جديد',
  },
  confirmEmail: {
    title: 'تأكيد عنوانك',
    noLink: 'سبق استخدام هذا الرابط، أو انتهت صلاحيته، أو أنه غير كامل. إذا كان عنوانك مؤكَّدًا، فسجّل الدخول مباشرة.',
    signIn: 'تسجيل الدخول',
  },
  outbox: {
    title: 'صندوق الصادر',
    why: 'لم يُحدَّد خادم بريد (SMTP_URL)، لذلك تُعرض الرسائل هنا. تُفقد عند إيقاف Ownlist.',
    none: 'لم تُرسل أي رسالة بعد.',
    mails: 'الرسائل',
    to: 'إلى {address}، <time>{sent} UTC</time>',
  },
  offline: {
    title: 'أنت غير متصل',
    why: 'تحتاج هذه الصفحة إلى الشبكة. <link>حاول مرة أخرى</link>',
  },
  notFound: {
    title: 'الصفحة غير موجودة',
    why: 'ربما يكون العنوان خاطئًا. <link>الانتقال إلى {home}</link>.',
  },
} as const satisfies Translation<typeof english>
