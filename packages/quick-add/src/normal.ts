// domain: tasks
/**
 * A text in the form that the languages parse: lower case, Arabic digits as ASCII, without vowel signs and direction marks,
 * and with one form of the Arabic letters that people write in several ways.
 */
export function normal(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/[\u064B-\u0652\u0670\u0640\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[’‘]/g, "'")
}
