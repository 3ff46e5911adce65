import type { Explanation } from '../../shared/contract/analyses.ts'
import { formatWhen } from '../../shared/units.ts'

/** A Unix time in seconds as people read it, `Today 14:02`. */
export function whenSeconds(seconds: number): string {
  return formatWhen(new Date(seconds * 1000).toISOString())
}

/** The same within a sentence: `today 14:02`. */
export function sinceSeconds(seconds: number): string {
  return whenSeconds(seconds).replace(/^(Today|Yesterday)/, (day) => day.toLowerCase())
}

/** In a line, what a run would find. */
export function explanationLine({ reason, nearest, differences }: Explanation): string {
  switch (reason) {
    case 'cached':
      return nearest ? `Cached since ${sinceSeconds(nearest.created_at)}.` : 'Cached.'
    case 'content_changed':
      return 'The content changed since it was run.'
    case 'config_differs':
      return differences ? 'Run before, but not with this:' : 'Not run with this configuration.'
    case 'never_run':
      return 'Not run yet.'
    case 'file_gone':
      return 'The file is gone.'
  }
}
