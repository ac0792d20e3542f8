// domain: tasks

const blocks = /(^|\n)\s*(#{1,6} |> |[-*+] |\d{1,9}[.)] |\|.*\||```|-{3,})/
const inline = /\*\S|_\S[^_]*_|`[^`]+`|~~\S|\]\(|!\[|https?:\/\/|www\./

/** Whether some notes look different when they are rendered as Markdown. */
export const isMarked = (notes: string): boolean => blocks.test(notes) || inline.test(notes)
