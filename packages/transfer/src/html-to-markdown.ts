import { Parser } from 'htmlparser2'
import { paragraphs } from './text-bounds.js'

const blocks = new Set(['p', 'div', 'ul', 'ol', 'blockquote', 'pre', 'table', 'section', 'article', 'hr'])
const marks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '_',
  em: '_',
  s: '~~',
  del: '~~',
  code: '`',
}
const hidden = new Set(['script', 'style', 'head', 'title', 'template'])

/** Nobody writes notes that are nested more deeply, and the parser takes longer with each level. */
const mostDepth = 200

/**
 * Turns HTML into Markdown: paragraphs, headings, emphasis, links, lists with check boxes, quotes and code. Anything else
 * becomes its text. It reads once from front to back, since converters that build a tree take seconds for a
 * few thousand nested elements and then exhaust the stack (decision 0062).
 */
export function htmlToMarkdown(html: string): string {
  const writer = new MarkdownWriter()
  let depth = 0
  const parser = new Parser({
    onopentag: (name, attributes) => {
      writer.open(name, attributes)
      if (++depth > mostDepth) parser.pause()
    },
    onclosetag: (name) => {
      writer.close(name)
      depth--
    },
    ontext: (text) => writer.text(text),
  })
  parser.write(html)
  if (depth > mostDepth) return paragraphs(writer.result(), html.slice(parser.endIndex + 1).replace(/<[^<>]*>/g, ' '))
  parser.end()
  return writer.result()
}

class MarkdownWriter {
  #out: string[] = []
  #hidden = 0
  #verbatim = 0
  #links: string[] = []
  #lists: { readonly ordered: boolean; count: number }[] = []

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (hidden.has(name)) this.#hidden++
    if (this.#hidden > 0) return
    const mark = marks[name]
    if (mark !== undefined && this.#verbatim === 0) this.#out.push(mark)
    else if (name === 'br') this.#out.push('\n')
    else if (/^h[1-6]$/.test(name)) this.#out.push('\n\n', '#'.repeat(Number(name[1])), ' ')
    else if (name === 'a') this.#openLink(attributes.href ?? '')
    else if (name === 'li') this.#openItem(attributes)
    else if (name === 'input') this.#checkBox(attributes)
    else if (name === 'img' && attributes.alt) this.#out.push(attributes.alt)
    else if (name === 'tr') this.#out.push('\n')
    else if (name === 'td' || name === 'th') this.#out.push(' ')
    else if (blocks.has(name)) this.#openBlock(name)
  }

  close(name: string): void {
    if (hidden.has(name)) this.#hidden = Math.max(0, this.#hidden - 1)
    if (this.#hidden > 0) return
    const mark = marks[name]
    if (mark !== undefined && this.#verbatim === 0) this.#out.push(mark)
    else if (name === 'a') this.#closeLink()
    else if (name === 'pre') this.#closeCode()
    else if (name === 'ul' || name === 'ol') this.#closeList()
    else if (name !== 'li' && (blocks.has(name) || /^h[1-6]$/.test(name)) && this.#lists.length === 0)
      this.#out.push('\n\n')
  }

  text(text: string): void {
    if (this.#hidden > 0) return
    this.#out.push(this.#verbatim > 0 ? text : text.replace(/\s+/g, ' '))
  }

  result(): string {
    return this.#out
      .join('')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n[ \t]+(?=[^\s\-\d])/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }

  #openBlock(name: string): void {
    // A paragraph in an item continues the line of the item.
    if (this.#lists.length === 0) this.#out.push('\n\n')
    if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', count: 0 })
    if (name === 'blockquote') this.#out.push('> ')
    if (name === 'hr') this.#out.push('---\n\n')
    if (name !== 'pre') return
    this.#verbatim++
    this.#out.push('```\n')
  }

  #openItem(attributes: Readonly<Record<string, string>>): void {
    const list = this.#lists.at(-1)
    if (list !== undefined) list.count++
    const mark = list?.ordered === true ? `${list.count}. ` : '- '
    this.#out.push('\n', '  '.repeat(Math.min(8, Math.max(0, this.#lists.length - 1))), mark)
    if (attributes['data-checked'] !== undefined)
      this.#out.push(attributes['data-checked'] === 'true' ? '[x] ' : '[ ] ')
  }

  #checkBox(attributes: Readonly<Record<string, string>>): void {
    const isSaid = /\[[x ]\] $/.test(this.#out.at(-1) ?? '')
    if (attributes.type === 'checkbox' && !isSaid) this.#out.push(attributes.checked === undefined ? '[ ] ' : '[x] ')
  }

  #openLink(address: string): void {
    const isAddress = /^(https?:|mailto:|tel:)/i.test(address)
    this.#links.push(isAddress ? address : '')
    if (isAddress) this.#out.push('[')
  }

  #closeLink(): void {
    const address = this.#links.pop() ?? ''
    if (address !== '')
      this.#out.push(
        `](${address.replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)})`,
      )
  }

  #closeCode(): void {
    this.#verbatim = Math.max(0, this.#verbatim - 1)
    this.#out.push('\n```\n\n')
  }

  #closeList(): void {
    this.#lists.pop()
    if (this.#lists.length === 0) this.#out.push('\n\n')
  }
}
