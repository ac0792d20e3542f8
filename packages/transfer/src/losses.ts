import type { Loss } from './import-draft.js'
import { importLimits } from './limits.js'
import { oneLine, splitAt } from './text-bounds.js'

const titleLength = 40

/** The title of a loss, for a row that has one. */
export function lossTitle(title: string): Pick<Loss, 'title'> {
  const { head } = splitAt(oneLine(title.slice(0, titleLength * 4)), titleLength)
  return head === '' ? {} : { title: head }
}

/** Collects losses, up to a limit. The last one says that there are more. */
export class Losses {
  readonly all: Loss[] = []

  readonly add = (loss: Loss): void => {
    if (this.all.length < importLimits.losses) this.all.push(loss)
    else this.all[importLimits.losses - 1] = { row: loss.row, field: 'report', what: 'TOO_MANY' }
  }
}
