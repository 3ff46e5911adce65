import { closestMatch } from 'leven'
import type { z } from 'zod'
import { RushesError } from '../../../shared/errors.ts'
import { isObject } from '../../../shared/is-object.ts'

type Def = z.core.$ZodTypes['_zod']['def']

/** A field of the input that its schema does not have. */
interface UnknownField {
  path: string[]
  /** The fields that the schema has in its place. */
  known: string[]
}

/**
 * Requires that a call takes all fields of its input: a misspelled filter or column would otherwise be dropped, and the
 * call would do something else than asked.
 * @throws RushesError UNKNOWN_FIELD, which names the nearest known field.
 */
export function requireKnownFields(schema: z.core.$ZodType | undefined, input: unknown): void {
  const [unknown] = schema ? listUnknown(schema, input) : listUnknownIn({}, input)
  if (!unknown) return
  const { path, known } = unknown
  const name = path.at(-1) ?? ''
  const nearest = closestMatch(name, known, { maxDistance: Math.max(2, Math.floor(name.length / 2)) })
  const advice = nearest === undefined ? listKnown(known) : `Did you mean “${nearest}”?`
  throw new RushesError('UNKNOWN_FIELD', `This call has no field “${path.join('.')}”. ${advice}`, {
    data: { fields: [path.join('.')], ...(nearest !== undefined && { nearest }) },
  })
}

function listKnown(known: readonly string[]): string {
  return known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`
}

function listUnknown(schema: z.core.$ZodType, value: unknown): UnknownField[] {
  const { def } = (schema as z.core.$ZodTypes)._zod as { def: Def }
  switch (def.type) {
    case 'object':
      return def.catchall ? [] : listUnknownIn(def.shape, value)
    case 'array':
      return Array.isArray(value) ? within(value.entries(), () => def.element) : []
    case 'record':
      return isObject(value) ? [...listSetters(value), ...within(Object.entries(value), () => def.valueType)] : []
    case 'union':
      // The caller means the form that knows most of the fields.
      return def.options
        .map((option) => listUnknown(option, value))
        .reduce((least, unknown) => (unknown.length < least.length ? unknown : least))
    case 'pipe':
      return listUnknown(def.in, value)
    default:
      return 'innerType' in def ? listUnknown(def.innerType as z.core.$ZodType, value) : []
  }
}

/** The schema of a record drops this name, which no object should have. */
function listSetters(value: Record<string, unknown>): UnknownField[] {
  return Object.hasOwn(value, '__proto__') ? [{ path: ['__proto__'], known: [] }] : []
}

function listUnknownIn(shape: Readonly<Record<string, z.core.$ZodType>>, value: unknown): UnknownField[] {
  if (!isObject(value)) return []
  const known = Object.keys(shape)
  const names = Object.keys(value).filter((name) => value[name] !== undefined)
  const unknown = names.filter((name) => !Object.hasOwn(shape, name)).map((name) => ({ path: [name], known }))
  const fields = names.filter((name) => Object.hasOwn(shape, name)).map((name) => [name, value[name]] as const)
  return [...unknown, ...within(fields, (name) => shape[name] as z.core.$ZodType)]
}

function within<Key extends string | number>(
  entries: Iterable<readonly [Key, unknown]>,
  schemaOf: (key: Key) => z.core.$ZodType,
): UnknownField[] {
  return [...entries].flatMap(([key, value]) =>
    listUnknown(schemaOf(key), value).map(({ path, known }) => ({ path: [String(key), ...path], known })),
  )
}
