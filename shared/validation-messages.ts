import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/**
 * Describes why a value was refused, instead of zod's own sentences: what is wrong and what is allowed, as in `“foo” is
 * not an option; use added or name.` The name of the field goes before it. Returns undefined for an issue whose schema
 * has a message of its own.
 */
export function describeIssue(issue: Issue): string | undefined {
  const { input } = issue
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined ? `is missing; ${typeName(issue)} is required.` : `must be ${typeName(issue)}.`
    case 'invalid_value':
      return `${shown(input)} is not an option; use ${listed(issue.values.map(String))}.`
    case 'too_small':
    case 'too_big':
      return describeSize(issue)
    case 'unrecognized_keys':
      return `has no field named ${listed(issue.keys.map(shown))}.`
    case 'not_multiple_of':
      return `${shown(input)} must be a multiple of ${issue.divisor}.`
    case 'invalid_format':
      return `${shown(input)} must be ${formatNames[issue.format] ?? `a valid ${issue.format}`}.`
    case 'invalid_union':
      return describeUnion(issue)
    case 'invalid_key':
      return 'has a name that is not allowed.'
    default:
      return undefined
  }
}

const formatNames: Record<string, string> = { regex: 'in the documented form', datetime: 'a date and time (ISO 8601)' }

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function typeName({ expected }: Issue & { code: 'invalid_type' }): string {
  return typeNames[expected] ?? `a ${expected}`
}

function describeSize(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const { input, origin } = issue
  const isMinimum = issue.code === 'too_small'
  const limit = Number(isMinimum ? issue.minimum : issue.maximum)
  if (origin === 'number' || origin === 'int') {
    const bound = issue.inclusive ? (isMinimum ? 'at least' : 'at most') : isMinimum ? 'more than' : 'less than'
    return `${shown(input)} is too ${isMinimum ? 'small' : 'large'}; it must be ${bound} ${limit}.`
  }
  const size = Array.isArray(input) || typeof input === 'string' ? input.length : 0
  const unit = origin === 'string' ? 'character' : 'item'
  const counted = (count: number) => `${count} ${unit}${count === 1 ? '' : 's'}`
  if (size === 0) return `is empty; it must have at least ${counted(limit)}.`
  const verb = limit === 1 ? 'is' : 'are'
  return `has ${counted(size)}; ${isMinimum ? `at least ${limit} ${verb} required` : `at most ${limit} ${verb} allowed`}.`
}

/** Returns the message of the alternative that came closest: the one whose first issue is deepest in the value. */
function describeUnion(issue: Issue & { code: 'invalid_union' }): string {
  const firsts = issue.errors.flatMap(([first]) => first ?? [])
  const [closest] = firsts.toSorted((one, other) => other.path.length - one.path.length)
  if (!closest || closest.path.length === 0) return 'has none of the allowed forms.'
  return `${closest.path.map(String).join('.')}: ${closest.message}`
}

/** Quotes a value for a sentence, shortened if it is long. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value))
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
