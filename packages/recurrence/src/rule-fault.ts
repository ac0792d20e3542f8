// domain: tasks
/** A recurrence rule cannot be used. The message says why, in plain words, for the person who wrote it. */
export class RuleFault extends RangeError {
  override readonly name = 'RuleFault'
}
