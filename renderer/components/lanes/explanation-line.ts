import type { Explanation } from '../../../shared/contract/analyses.ts'
import { formatUnixTimeInline } from '../relative-time.ts'

/** Returns one line on whether a run would find its result in the cache, and why. */
export function explanationLine({ reason, nearest, differences }: Explanation): string {
  switch (reason) {
    case 'cached':
      return nearest ? `Cached since ${formatUnixTimeInline(nearest.created_at)}.` : 'Cached.'
    case 'content_changed':
      return 'The file changed since this ran.'
    case 'config_differs':
      return differences ? 'Ran before, with different settings:' : 'Not run with these settings.'
    case 'never_run':
      return 'Not run yet.'
    case 'file_gone':
      return 'The file was not found.'
  }
}
