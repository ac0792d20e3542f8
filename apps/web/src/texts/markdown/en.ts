// domain: tasks

/** Notes, which are written in Markdown. */
export const en = {
  image: 'Image: {alt}',
  unnamedImage: 'Image at {url}',
  done: 'done',
  open: 'open',
} as const
