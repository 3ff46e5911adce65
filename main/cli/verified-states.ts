import { type CacheState, cacheStates } from '../../shared/contract/analyses.ts'
import { formatCount } from '../../shared/units.ts'
import { table } from './table.ts'

/** A file of a cached row, as it was found. */
export interface VerifiedFile {
  /** Of the row. */
  name: string
  path: string
  state: CacheState
}

/** How many files are fresh, stale, gone or unknown, and which are not fresh. */
export function reportStates(files: readonly VerifiedFile[]): string {
  const counts = cacheStates.map((state) => `${formatCount(files.filter((it) => it.state === state).length)} ${state}`)
  const others = files.filter(({ state }) => state !== 'fresh').map(({ name, path, state }) => ['', state, name, path])
  return [counts.join(', '), ...(others.length > 0 ? [table(others)] : [])].join('\n')
}

/** Whether a file is not the one that its row was made of, or not there. */
export function hasFaults(files: readonly VerifiedFile[]): boolean {
  return files.some(({ state }) => state === 'stale' || state === 'gone')
}
