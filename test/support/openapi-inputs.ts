import fc, { type Arbitrary } from 'fast-check'

/** A JSON Schema, as far as the OpenAPI document uses it. */
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  minItems?: number
  maxItems?: number
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema?: Schema
}

/** An operation of the document, with its path and method. */
export interface ApiOperation {
  method: string
  path: string
  operationId: string
  parameters: Parameter[]
  body: Schema | undefined
}

/** A request for an operation. */
export interface ApiInput {
  path: Record<string, string>
  query: Record<string, unknown>
  headers: Record<string, string>
  body: unknown
}

interface OpenApiDocument {
  paths: Record<
    string,
    { servers?: { url: string }[] } & Record<
      string,
      { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >
}

/** Lists the operations of a document; those that only read come first. */
export function operationsOf({ paths }: OpenApiDocument): ApiOperation[] {
  const operations = Object.entries(paths).flatMap(([path, { servers, ...methods }]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
      ...{ method: method.toUpperCase(), path: (servers?.[0]?.url ?? '/api') + path, operationId, parameters },
      body: requestBody?.content['application/json']?.schema,
    })),
  )
  return operations.sort((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET'))
}

// Without separators: no input of a test may be a path of this computer.
const odd = [
  '',
  ' ',
  '..',
  '%2e%2e',
  '\0',
  'é😀',
  '\ud800',
  '__proto__',
  'null',
  '-1',
  '1e999',
  'x'.repeat(5000),
  "'--",
]
const anything: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ stringUnit: fc.constantFrom('a', '0', ' ', 'é', '"', '%', '.', '\0') as never, depthSize: 'small' }),
  fc.constantFrom(...odd, 1e308, -1, 0.5, 2 ** 53, [], {}, null, [[]], [null]),
)

/** The texts that values are made of, and the weight of values that the schema refuses against 5 that it takes. */
interface Source {
  texts: Arbitrary<string>
  invalid: number
}

/**
 * Returns random requests of an operation: every second one as the document says, the others with parts that are
 * wrong. `known` are texts that mean something there.
 */
export function inputsOf(operation: ApiOperation, known: readonly string[]): Arbitrary<ApiInput> {
  const texts = fc.constantFrom(...known)
  const withOdd = fc.oneof({ weight: 3, arbitrary: texts }, fc.constantFrom(...odd))
  return fc.oneof(requestsOf(operation, { texts, invalid: 0 }), requestsOf(operation, { texts: withOdd, invalid: 1 }))
}

function requestsOf({ parameters, body }: ApiOperation, source: Source): Arbitrary<ApiInput> {
  const valuesIn = (place: Parameter['in']) => {
    const here = parameters.filter((parameter) => parameter.in === place)
    const model = Object.fromEntries(here.map(({ name, schema }) => [name, valuesOf(schema ?? {}, source)]))
    const requiredKeys = here.filter(({ required }) => required).map(({ name }) => name)
    return fc.record(model, { requiredKeys })
  }
  const asText = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  // A header is Latin text.
  const asHeaders = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(asText(values)).map(([name, text]) => [name, text.replaceAll(/[^ -~]/g, '')]))
  return fc.record({
    path: valuesIn('path').map(asText),
    query: valuesIn('query'),
    headers: valuesIn('header').map(asHeaders),
    body: body ? orInvalid(valuesOf(body, source), source) : fc.constant(undefined),
  })
}

function orInvalid(valid: Arbitrary<unknown>, { invalid }: Source): Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: valid }, { weight: invalid, arbitrary: anything })
}

/** Returns values of a schema, each part of which may be no value of it. */
function valuesOf(schema: Schema, source: Source): Arbitrary<unknown> {
  return orInvalid(validOf(schema, source), source)
}

function validOf(schema: Schema, source: Source): Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((option) => valuesOf(option, source)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, source)))
  const { minimum = schema.exclusiveMinimum ?? -5, maximum = 500 } = schema
  switch (schema.type) {
    case 'string':
      return source.texts
    case 'integer':
      return fc.integer({ min: Math.ceil(minimum), max: Math.max(minimum, Math.min(maximum, minimum + 1000)) })
    case 'number':
      return fc.double({ min: minimum, max: Math.max(minimum, maximum), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, source), { minLength: schema.minItems ?? 0, maxLength: 3 })
    case 'object':
      return objectsOf(schema, source)
    default:
      return anything
  }
}

function objectsOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  source: Source,
): Arbitrary<object> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, source)]))
  const own = fc.record(model, { requiredKeys: required.filter((name) => name in model) })
  if (typeof additionalProperties !== 'object') return own
  const others = fc.dictionary(source.texts, valuesOf(additionalProperties, source), { maxKeys: 3 })
  return fc.tuple(own, others).map(([some, more]) => ({ ...more, ...some }))
}

/** Returns the address of a request: its path with all parameters, and its query as the API reads it. */
export function addressOf({ path }: ApiOperation, input: Pick<ApiInput, 'path' | 'query'>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => escaped(input.path[name] ?? '') || '%20')
  const pairs = Object.entries(input.query).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((one) => `${name}[]=${escaped(String(one))}`)
      : [`${name}=${escaped(typeof value === 'object' ? JSON.stringify(value) : String(value))}`],
  )
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`
}

function escaped(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?')).replace(/^\.+$/, (dots) =>
    '%2e'.repeat(dots.length),
  )
}
