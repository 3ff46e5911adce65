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

/** The values of several JSON values at a path where they differ; undefined where one has none. */
export interface DifferingValues {
  path: string
  values: (Json | undefined)[]
}

/** Lists where several JSON values differ, with the value of each. */
export function differingValues(all: readonly Json[]): DifferingValues[] {
  const [first, ...others] = all
  if (first === undefined) return []
  const found = new Map<string, DifferingValues>()
  for (const [index, other] of others.entries()) {
    for (const { path, was, is } of jsonDifferences(first, other)) {
      // Those without a difference have the value of the first.
      const row = found.get(path) ?? { path, values: all.map(() => was) }
      row.values[index + 1] = is
      found.set(path, row)
    }
  }
  return [...found.values()]
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
