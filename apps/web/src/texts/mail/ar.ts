import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  greeting: 'مرحبًا {name}،',
  plainGreeting: 'مرحبًا،',
  confirmAddress: {
    subject: 'أكّد عنوان بريدك الإلكتروني',
    text: `{greeting}

أنشأ شخص ما، وهو أنت على الأرجح، حسابًا في Ownlist بهذا العنوان. لتأكيد أنه عنوانك، افتح هذا الرابط وأدخل كلمة مرورك. يصلح الرابط لمرة واحدة، لمدة ساعة:

{url}

إذا لم تكن أنت، فتجاهل هذه الرسالة: لا يمكن لأحد استخدام الحساب من دون الرابط.
`,
  },
  newPassword: {
    subject: 'اختر كلمة مرور جديدة',
    text: `{greeting}

افتح هذا الرابط لاختيار كلمة مرور جديدة. يصلح لمرة واحدة، لمدة ساعة:

{url}

إذا لم تطلب ذلك، فتجاهل هذه الرسالة: تبقى كلمة مرورك كما هي.
`,
  },
  existingAccount: {
    subject: 'لديك حساب بالفعل',
    text: `{greeting}

حاول شخص ما، وهو أنت على الأرجح، إنشاء حساب بهذا العنوان. يوجد حساب به بالفعل. سجّل الدخول من هنا:

{url}
`,
  },
} as const satisfies Translation<typeof en>
