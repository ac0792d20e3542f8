import { z } from 'zod'
import { oldestContractVersion } from './contract-version.js'
import { versionOfField } from './newer-fields.js'

interface PublishedSchema {
  readonly zodSchema: z.core.$ZodType
  readonly jsonSchema: { additionalProperties?: unknown; required?: string[] | undefined }
}

/**
 * Publishes an output as open: for clients, an object may have fields that they do not know. A client keeps the schemas that it
 * has read, and some refuse an answer that does not fit, so that a closed schema would make each new field an error: a write
 * would be reported as failed after it was done. The server itself goes on parsing strictly, so that no column can leak.
 * Newer fields may be missing, since callers that state no version do not get them.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.3
 */
export function openOutput({ zodSchema, jsonSchema }: PublishedSchema): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (!(zodSchema instanceof z.ZodObject) || jsonSchema.required === undefined) return
  const { shape } = zodSchema
  jsonSchema.required = jsonSchema.required.filter((name) => versionOfField(shape[name]) === oldestContractVersion)
}
