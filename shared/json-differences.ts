import type { Difference } from './contract/configurations.ts'

type Json = Exclude<Difference['was'], undefined>

/**
 * Lists where two JSON values differ, in the order of the keys: the path (`config.threshold`, `inputs[1].path`,
 * `config["odd key"]`) and both values. Compares objects and lists member by member.
 */
export function jsonDifferences(was: Json, is: Json, path = ''): Difference[] {
  const [before, after] = [membersOf(was), membersOf(is)]
  const isSameShape = before !== undefined && after !== undefined && Array.isArray(was) === Array.isArray(is)
  if (!isSameShape) return Object.is(was, is) ? [] : [{ path, was, is }]
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.flatMap((key): Difference[] => {
    const [old, now] = [before.get(key), after.get(key)]
    const below = stepInto(Array.isArray(was) ? Number(key) : key, path)
    if (old !== undefined && now !== undefined) return jsonDifferences(old, now, below)
    return [{ path: below, ...(old === undefined ? {} : { was: old }), ...(now === undefined ? {} : { is: now }) }]
  })
}

function membersOf(value: Json): Map<string, Json> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined
}

/** Appends a key or an index to a path. */
export function stepInto(key: string | number, path: string): string {
  if (typeof key === 'number') return `${path}[${key}]`
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
