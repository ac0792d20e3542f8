/** A change to one file. */
export interface Edit {
  /** From the root of the repository; what the build made, where tests import that. */
  readonly file: string
  /** Stands exactly once in the file. */
  readonly from: string
  readonly to: string
}

/** One thing that holds, how to take it away, and the test that has to notice. */
export interface Defence extends Edit {
  /** Of docs/rows.md, such as `A15`. */
  readonly rows: readonly string[]
  readonly defence: string
  /** The test file that has to notice. */
  readonly test: string
  /** Which of its tests, as a regular expression; all of them, if it is left out. */
  readonly name?: string
  /** What goes with it: the second of two layers that stop the same thing, either of which is enough. */
  readonly and?: readonly Edit[]
}

export const editsOf = ({ file, from, to, and = [] }: Defence): readonly Edit[] => [{ file, from, to }, ...and]
