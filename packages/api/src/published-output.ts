/**
 * Publishes an output as open: for clients, an object may have fields that they do not know. A client keeps the schemas that it
 * has read, and some refuse an answer that does not fit, so that a closed schema would make each new field an error: a write
 * would be reported as failed after it was done. The server itself goes on parsing strictly, so that no column can leak.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.3
 */
export function openOutput({ jsonSchema }: { readonly jsonSchema: { additionalProperties?: unknown } }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}
