// domain: tasks
import { wordSet } from '../grammar.js'
import type { PhraseContext } from '../language.js'

/** Words that need a word after them. */
export const needsMore = wordSet(
  `في من إلى على عن حتى منذ قبل بعد بين عند مع أو ثم و كل هذا هذه ذلك تلك غير حول ضد خلال طوال أثناء سوى إلا عدا ليس ما ماذا متى
  أين كيف لماذا هل أن إن لأن إذا لو كما مثل فوق تحت نحو لدى أول آخر قبيل نفس ذات أي بعض جميع مساء صباح ليلة ظهر فجر عصر`,
)

/** Words before "اليوم", "غد" or a weekday that make it a name: a newspaper, a channel, a prayer. */
const namesDay = wordSet(
  `صحيفة جريدة مجلة قناة برنامج أخبار المصري البحرين عمان الإمارات العرب روسيا سوريا كتاب رواية فيلم مسلسل أغنية قصيدة حديث حدث
  خطبة صلاة سورة عطلة إجازة سوق عيد وقفة بعنوان لقاء ملخص نشرة طبق وصفة جمعة ليلة يوم ورد أذكار دعاء آية يوما شهرا عاما أسبوعا سنة ساعة خطوة`,
)

/** Verbs and nouns whose object may be the day: "خطط ليوم غد", "تأجيل اجتماع". */
const takesDay = wordSet('خطط تخطيط خطة رتب ترتيب راجع مراجعة ألغ إلغاء أجل تأجيل ناقش مناقشة احتفل عش حضر تحضير')

/** Things that are named after a date: "شارع 26 يوليو". */
const namedAfterDate = wordSet(
  'معركة ثورة شارع جسر مدينة حرب مدرسة ميدان حي كوبري محطة ساحة جامعة نفق ذكرى أحداث حركة مستشفى انتفاضة',
)

const takesNumber = wordSet(
  'فصل الفصل صفحة الصفحة صفحات درس الدرس حلقة الحلقة جزء الجزء إصدار الإصدار نسخة غرفة رقم مادة تمرين سؤال',
)

export function isNameInArabic({ phrase, before, isSeparate, isStated, day }: PhraseContext): boolean {
  const previous = before.at(-1)?.normal ?? ''
  if (isSeparate) return false
  if (needsMore.has(previous) || namesDay.has(previous)) return true
  if (!isStated && day?.type === 'offset' && takesDay.has(previous)) return true
  const [first = ''] = phrase.map((word) => word.normal)
  if (/^\d/.test(first) && (takesNumber.has(previous) || namedAfterDate.has(previous))) return true
  // "رسالة اليوم" is the message of the day. After a noun with an article or a preposition, it is when.
  return /^ال(?:يوم|ليله)$/.test(first) && phrase.length === 1 && !/^(?:[وبل]?ال|[بل]).../u.test(previous)
}

export function isNotRepeatedInArabic({ before, isSeparate }: PhraseContext): boolean {
  const previous = before.at(-1)?.normal ?? ''
  return !isSeparate && (needsMore.has(previous) || namesDay.has(previous))
}
