// domain: tasks
import { wordSet } from '../grammar.js'
import type { PhraseContext } from '../language.js'

/** Words that need what follows them. */
export const needsMore = wordSet(
  `في من إلى على عن حتى منذ قبل بعد بين عند مع أو ثم و كل هذا هذه ذلك تلك غير حول ضد خلال طوال أثناء سوى إلا عدا ليس ما ماذا متى
  أين كيف لماذا هل أن إن لأن إذا لو كما مثل فوق تحت نحو لدى أول آخر قبيل نفس ذات أي بعض جميع مساء صباح ليلة ظهر فجر عصر`,
)

/** Words before "اليوم", "غد" or a weekday that make it a name: a newspaper, a channel, a prayer. */
const namesDay = wordSet(
  `صحيفة جريدة مجلة قناة برنامج أخبار المصري البحرين عمان الإمارات العرب روسيا سوريا كتاب رواية فيلم مسلسل أغنية قصيدة حديث حدث
  خطبة صلاة سورة عطلة إجازة سوق عيد وقفة بعنوان لقاء ملخص نشرة طبق وصفة جمعة ليلة يوم ورد أذكار دعاء آية`,
)

/** Verbs and nouns whose object may be the day: "خطط ليوم غد", "تأجيل اجتماع". */
const takesDay = wordSet('خطط تخطيط خطة رتب ترتيب راجع مراجعة ألغ إلغاء أجل تأجيل ناقش مناقشة احتفل عش حضر تحضير')

const takesNumber = wordSet(
  'فصل الفصل صفحة الصفحة صفحات درس الدرس حلقة الحلقة جزء الجزء إصدار الإصدار نسخة غرفة رقم مادة تمرين سؤال',
)

export function isNameInArabic({ phrase, before, isSeparate, isStated, day }: PhraseContext): boolean {
  const previous = before.at(-1)?.normal ?? ''
  if (isSeparate) return false
  if (needsMore.has(previous) || namesDay.has(previous)) return true
  if (!isStated && day?.type === 'offset' && takesDay.has(previous)) return true
  return /^\d/.test(phrase[0]?.normal ?? '') && takesNumber.has(previous)
}

export function isNotRepeatedInArabic({ before, isSeparate }: PhraseContext): boolean {
  const previous = before.at(-1)?.normal ?? ''
  return !isSeparate && (needsMore.has(previous) || namesDay.has(previous))
}
