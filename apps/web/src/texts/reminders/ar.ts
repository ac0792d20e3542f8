// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  title: 'الإشعارات',
  why: 'يمكن أن يذكّرك Ownlist بالمهام في هذا المتصفح، حتى وهو مغلق.',
  loadFailed: 'تعذّر تحميل الإشعارات',
  turnOn: 'تفعيل الإشعارات',
  turnOff: 'إيقاف الإشعارات',
  on: 'الإشعارات مفعّلة في هذا المتصفح.',
  off: 'الإشعارات متوقفة في هذا المتصفح.',
  turnedOn: 'تم تفعيل الإشعارات',
  turnedOff: 'تم إيقاف الإشعارات',
  failed: 'لم تتغيّر الإشعارات',
  failedHint: 'رفض المتصفح أو خدمة الإشعارات. حاول مرة أخرى بعد لحظات.',
  states: {
    unsupported:
      'لا يستطيع هذا المتصفح عرض إشعارات صفحات الويب. على iPhone أو iPad، أضف Ownlist إلى الشاشة الرئيسية أولًا.',
    unavailable: 'هذا الخادم لا يرسل تذكيرات. اطلب المساعدة من المشغّل.',
    denied: 'لقد حظرت الإشعارات لهذه الصفحة. اسمح بها في إعدادات المتصفح، بجانب العنوان، ثم عُد.',
    default: 'سيطلب المتصفح إذنك.',
  },
  others: 'المتصفحات والتطبيقات التي تعرض تذكيراتك',
  service: '{service}، منذ {day}',
  thisBrowser: 'هذا المتصفح',
  remove: 'إزالة',
  removeNamed: 'إزالة {service}',
} as const satisfies Translation<typeof en>
