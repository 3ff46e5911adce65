import type { Difference } from './contract/configurations.ts'

export type Json = Exclude<Difference['was'], undefined>

/**
 * Lists where two JSON values differ, in the order of the keys: the path (`config.threshold`, `inputs[1].path`,
 * `config["odd key"]`) and both values. Compares objects and lists member by member, as `pair` pairs them.
 */
export function jsonDifferences(was: Json, is: Json, pair: PairMembers = pairByKey, path = ''): Difference[] {
  if (!isMembers(was) || !isMembers(is) || Array.isArray(was) !== Array.isArray(is))
    return Object.is(was, is) ? [] : [{ path, was, is }]
  return pair(was, is).flatMap(({ key, old, now }): Difference[] => {
    const below = stepInto(key, path)
    if (old !== undefined && now !== undefined) return jsonDifferences(old, now, pair, below)
    return [{ path: below, ...(old === undefined ? {} : { was: old }), ...(now === undefined ? {} : { is: now }) }]
  })
}

/** A member of two objects or lists; one of them may lack it. `key` is that of the second, unless it lacks it. */
export interface MemberPair {
  key: string | number
  old: Json | undefined
  now: Json | undefined
}

export type PairMembers = (was: Members, is: Members) => MemberPair[]
export type Members = Json[] | Record<string, Json>

/** Pairs the members with the same key or index. */
export function pairByKey(was: Members, is: Members): MemberPair[] {
  const [before, after] = [new Map(Object.entries(was)), new Map(Object.entries(is))]
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    key: Array.isArray(was) ? Number(key) : key,
    old: before.get(key),
    now: after.get(key),
  }))
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

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null
}

/** Appends a key or an index to a path. */
export function stepInto(key: string | number, path: string): string {
  if (typeof key === 'number') return `${path}[${key}]`
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
