// domain: tasks

/** Notes, which are written in Markdown. */
export const markdown = {
  image: 'Image: {alt}',
  unnamedImage: 'Image at {url}',
  done: 'done',
  open: 'open',
} as const
