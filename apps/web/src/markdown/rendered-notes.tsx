// domain: tasks
'use client'

import { ExternalLink, Square, SquareCheck } from 'lucide-react'
import type { ComponentProps } from 'react'
import Markdown, { type Components, type ExtraProps } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { useTranslations } from 'use-intl/react'
import styles from './markdown.module.css'
import { mostNested, nesting } from './nesting'

/**
 * The elements that Markdown can produce, and no others: no styles, no frames, no forms, and links only to pages and
 * addresses.
 */
const schema = {
  ...defaultSchema,
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  strip: ['script', 'style'],
}

type Props<Name extends keyof React.JSX.IntrinsicElements> = ComponentProps<Name> & ExtraProps

/** The titles of the page and of the task are the headings above these. */
const components: Components = {
  h1: 'h4',
  h2: 'h5',
  h3: 'h6',
  h4: 'h6',
  h5: 'h6',
  a: ({ href, children, id }: Props<'a'>) => (
    <SafeLink href={href} id={id}>
      {children}
    </SafeLink>
  ),
  img: ImageLink,
  input: ({ checked }: Props<'input'>) => <Tick isDone={checked === true} />,
  th: ({ children, style }: Props<'th'>) => <th data-align={style?.textAlign}>{children}</th>,
  td: ({ children, style }: Props<'td'>) => <td data-align={style?.textAlign}>{children}</td>,
}

/** @throws {Error} for notes that are nested deeper than the browser could render */
export function RenderedNotes({ markdown }: { markdown: string }) {
  if (nesting(markdown) > mostNested) throw new Error('too deep')
  return (
    <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
      {markdown}
    </Markdown>
  )
}

/** A link without one of these would lead to a page of this app. Notes may not link into the app. */
const leadsAway = /^(https?|mailto|tel):/i

/** A link to another site sends no referrer, and that site gets no reference to this page. */
function SafeLink({ href = '', id, children }: Pick<ComponentProps<'a'>, 'href' | 'id' | 'children'>) {
  // A link within the notes: to a footnote and back.
  if (href.startsWith('#')) {
    return (
      <a href={href} id={id}>
        {children}
      </a>
    )
  }
  if (!leadsAway.test(href)) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

/**
 * The policy of the page blocks images from other sites, so nobody learns that the notes were opened. A click opens the
 * image.
 */
function ImageLink({ src, alt }: Props<'img'>) {
  const t = useTranslations('markdown')
  if (typeof src !== 'string' || src === '') return <span>{alt}</span>
  return (
    <SafeLink href={src}>
      <ExternalLink size={14} aria-hidden="true" /> {alt ? t('image', { alt }) : t('unnamedImage', { url: src })}
    </SafeLink>
  )
}

function Tick({ isDone }: { isDone: boolean }) {
  const t = useTranslations('markdown')
  const Icon = isDone ? SquareCheck : Square
  return (
    <>
      <Icon size={16} aria-hidden="true" className={styles.tick} />
      <span className="visually-hidden">{isDone ? t('done') : t('open')}</span>
    </>
  )
}
