import { create } from 'zustand'

/** Keys of the groups that are collapsed, in every list of takes; not kept between sessions. */
export const useCollapsedGroups = create<ReadonlySet<string>>(() => new Set())

export function toggleGroup(key: string): void {
  useCollapsedGroups.setState((now) => {
    const next = new Set(now)
    if (!next.delete(key)) next.add(key)
    return next
  }, true)
}

/** Collapses all of these groups, or opens all. */
export function collapseGroups(keys: readonly string[], isCollapsed: boolean): void {
  useCollapsedGroups.setState((now) => {
    const next = new Set(isCollapsed ? [...now, ...keys] : now)
    if (!isCollapsed) for (const key of keys) next.delete(key)
    return next
  }, true)
}
