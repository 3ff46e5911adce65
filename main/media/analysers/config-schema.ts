import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from './analyser.ts'

/**
 * Checks `config` against a JSON Schema (draft 2020-12) of an object and answers with it, completed with the defaults that
 * the schema gives: what was left out and what was set to its default are one configuration.
 * @throws RushesError BAD_INPUT that names each wrong key, an Error when the schema itself is none.
 */
export function completeConfig(schema: JsonObject, config: JsonObject): JsonObject {
  const { complete, errors } = check(schema, config)
  if (errors.length === 0) return complete
  const fields = errors.map(fieldOf)
  const said = errors.map((error, index) => `${fields[index] || 'The configuration'} ${sayingOf(error)}.`)
  throw new RushesError('BAD_INPUT', said.join(' '), { data: { fields } })
}

/** What a configuration is when nothing is set. @throws Error when the schema is none. */
export function defaultsOf(schema: JsonObject): JsonObject {
  return check(schema, {}).complete
}

/** Words that JSON Schema does not know are passed over, as it says; formats (`date`, `email`…) are not checked. */
function check(schema: JsonObject, config: JsonObject): { complete: JsonObject; errors: ErrorObject[] } {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, useDefaults: true, allErrors: true, logger: false })
  const validate = ajv.compile(schema)
  const complete = structuredClone(config)
  validate(complete)
  return { complete, errors: validate.errors ?? [] }
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const key = keyword === 'additionalProperties' ? params.additionalProperty : params.missingProperty
  return [...instancePath.split('/').slice(1), ...(typeof key === 'string' ? [key] : [])].join('.')
}

function sayingOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'additionalProperties') return 'is nothing that can be set'
  if (keyword === 'required') return 'must be set'
  if (keyword === 'enum')
    return `must be one of ${params.allowedValues.map((it: unknown) => JSON.stringify(it)).join(', ')}`
  return message ?? 'is not allowed'
}
