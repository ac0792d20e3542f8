/**
 * A catalogue in another language, with a message for each English name. A missing or an extra one does not compile.
 * `test/translations.test.ts` compares the values of the messages.
 */
export type Translation<English> = {
  readonly [Name in keyof English]: English[Name] extends string ? string : Translation<English[Name]>
}
