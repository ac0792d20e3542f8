import { z } from 'zod'
import { oldestContractVersion } from './contract-version.js'
import { versionOfField } from './newer-fields.js'

interface PublishedSchema {
  readonly zodSchema: z.core.$ZodType
  readonly jsonSchema: { additionalProperties?: unknown; required?: string[] | undefined }
}

/**
 * Publishes an output as open: clients must expect fields that they do not know. Clients keep the schemas that they
 * have read, and some reject a response that does not fit. With a closed schema, each new field would be an error, and
 * a write would be reported as failed after it succeeded. The server itself still parses strictly, so that no column
 * can leak. Newer fields may be missing, since callers that state no version do not receive them. @see
 * https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.3
 */
export function openOutput({ zodSchema, jsonSchema }: PublishedSchema): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (!(zodSchema instanceof z.ZodObject) || jsonSchema.required === undefined) return
  const { shape } = zodSchema
  jsonSchema.required = jsonSchema.required.filter((name) => versionOfField(shape[name]) === oldestContractVersion)
}
