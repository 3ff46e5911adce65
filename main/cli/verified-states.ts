import { type CacheState, cacheStates } from '../../shared/contract/analyses.ts'
import { formatCount } from '../../shared/units.ts'
import { table } from './table.ts'

/** A file of a cached row, with its verified state. */
export interface VerifiedFile {
  /** Name of the row. */
  name: string
  path: string
  state: CacheState
}

/** Returns how many files are in each state, and lists those that are not fresh. */
export function reportStates(files: readonly VerifiedFile[]): string {
  const counts = cacheStates.map((state) => `${formatCount(files.filter((it) => it.state === state).length)} ${state}`)
  const others = files.filter(({ state }) => state !== 'fresh').map(({ name, path, state }) => ['', state, name, path])
  return [counts.join(', '), ...(others.length > 0 ? [table(others)] : [])].join('\n')
}

/** Returns whether any file is missing or has another content. */
export function hasFaults(files: readonly VerifiedFile[]): boolean {
  return files.some(({ state }) => state === 'stale' || state === 'gone' || state === 'absent')
}
