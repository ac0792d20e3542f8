// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  label: 'الخطوات الأولى',
  why: 'هذه المهام تعرّفك على التطبيق.',
  remove: 'إزالتها',
  removed: 'أُزيلت الخطوات الأولى',
  notRemoved: 'لم تُزل الخطوات الأولى',
  tasks: {
    add: {
      title: 'اضغط q لإضافة مهمة',
      notes: 'من أي مكان في الصفحة. جرّب «سقي النباتات غدًا الساعة 9»: يُفهم اليوم والوقت.',
    },
    complete: {
      title: 'اضغط x لإنجاز هذه المهمة',
      notes: 'انتقل إليها أولًا بمفاتيح الأسهم. اضغط x مرة أخرى لإعادة فتحها.',
    },
    help: {
      title: 'اضغط ? لعرض كل الاختصارات',
      notes: 'بعد ذلك أزل هذه المهام بنقرة واحدة، فوق القائمة.',
    },
  },
} as const satisfies Translation<typeof en>
