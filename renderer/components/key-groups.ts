import { createContext } from 'react'
import { type KeyBinding, keysNow } from './keys.ts'

/** A row of a table of keys, as the key help and the settings list it. */
export type ListedKeys = Pick<KeyBinding, 'keys' | 'label' | 'isFixed'> & { id: string }

/** The keys of a view. */
export interface KeyGroup {
  name: string
  bindings: readonly ListedKeys[]
  /** The pages on which they work; undefined for all. */
  pages: readonly string[] | undefined
}

/** All keys of the window. */
export const KeyGroupsContext = createContext<readonly KeyGroup[]>([])

/** Returns the first binding that has a key on a page on which another binding works, and its group. */
export function findConflict(
  groups: readonly KeyGroup[],
  id: string,
  keys: string,
): { group: string; binding: ListedKeys } | undefined {
  const of = groups.find(({ bindings }) => bindings.some((binding) => binding.id === id))
  for (const { name, bindings, pages } of groups) {
    if (pages && of?.pages && !pages.some((page) => of.pages?.includes(page))) continue
    const binding = bindings.find((other) => other.id !== id && keysNow(other).split(' ').includes(keys))
    if (binding) return { group: name, binding }
  }
  return undefined
}
