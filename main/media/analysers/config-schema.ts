import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { RE2JS } from 're2js'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'

/**
 * Validates `config` against a JSON Schema (draft 2020-12) of an object and returns it with the schema's defaults
 * filled in: a setting that is left out and one set to its default are the same configuration.
 * @throws RushesError BAD_INPUT that names each wrong key; an Error if the schema itself is invalid.
 */
export function completeConfig(schema: JsonObject, config: JsonObject): JsonObject {
  const { complete, errors } = check(schema, config)
  if (errors.length === 0) return complete
  const fields = errors.map(fieldOf)
  const sentences = errors.map((error, index) => `${fields[index] || 'The configuration'} ${faultOf(error)}.`)
  throw new RushesError('BAD_INPUT', sentences.join(' '), { data: { fields } })
}

/** Returns the configuration in which nothing is set. @throws Error if the schema is invalid. */
export function defaultsOf(schema: JsonObject): JsonObject {
  return check(schema, {}).complete
}

/** Unknown keywords are ignored, as JSON Schema requires; formats (`date`, `email`…) are not checked. */
function check(schema: JsonObject, config: JsonObject): { complete: JsonObject; errors: ErrorObject[] } {
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    useDefaults: true,
    allErrors: true,
    verbose: true,
    logger: false,
    code: { regExp: linearPattern },
  })
  const validate = ajv.compile(schema)
  const complete = structuredClone(config)
  validate(complete)
  return { complete, errors: validate.errors ?? [] }
}

/**
 * Compiles a pattern of a schema so that it matches in linear time, since libraries of others have schemas too. RE2 has
 * no lookaround and no references back; a pattern with one is an invalid schema.
 */
function linearPattern(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern))
  // Ajv tells patterns apart by their texts.
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern }
}
// Ajv writes it into generated code only, which nothing here uses.
linearPattern.code = 'linearPattern'

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const key = keyword === 'additionalProperties' ? params.additionalProperty : params.missingProperty
  return [...instancePath.split('/').slice(1), ...(typeof key === 'string' ? [key] : [])].join('.')
}

const comparisons: Record<string, string> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
}

function faultOf({ keyword, message, params, parentSchema }: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    const settings = Object.keys(parentSchema?.properties ?? {})
    return `is not a setting${settings.length > 0 ? `; the settings are ${settings.join(', ')}` : ''}`
  }
  if (keyword === 'required') return 'must be set'
  if (keyword === 'enum')
    return `must be one of ${params.allowedValues.map((it: unknown) => JSON.stringify(it)).join(', ')}`
  if (keyword in comparisons) return `must be ${comparisons[keyword]} ${params.limit}`
  return message ?? 'is not allowed'
}
