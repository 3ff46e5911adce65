import { stepInto } from '../../shared/json-differences.ts'

/** A line of a value that is shown as a tree. */
export interface StateRow {
  path: string
  name: string
  depth: number
  /** The value of a leaf, or the number of its members: `[120]`, `{3}`. */
  words: string
  /** True if its members are listed; null for a leaf. */
  isOpen: boolean | null
}

/** Returns the lines of an object as a tree in which the members of `open` paths are listed. */
export function stateRows(value: unknown, open: ReadonlySet<string>): StateRow[] {
  const rows: StateRow[] = []
  const add = (members: object, path: string, depth: number) => {
    const isList = Array.isArray(members)
    for (const [name, item] of Object.entries(members)) {
      const below = stepInto(isList ? Number(name) : name, path)
      const isTree = typeof item === 'object' && item !== null && Object.keys(item).length > 0
      const isOpen = isTree ? open.has(below) : null
      rows.push({ path: below, name, depth, words: wordsOf(item), isOpen })
      if (isOpen) add(item, below, depth + 1)
    }
  }
  if (typeof value === 'object' && value !== null) add(value, '', 0)
  return rows
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).length}}`
  return JSON.stringify(value) ?? 'undefined'
}
