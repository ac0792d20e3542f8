/**
 * A catalogue in another language: the same names as in English, each with a message. A missing one does not compile, and
 * neither does one that English does not have. `test/translations.test.ts` compares the values that the messages take.
 */
export type Translation<English> = {
  readonly [Name in keyof English]: English[Name] extends string ? string : Translation<English[Name]>
}
