import type { Explanation } from '../../../shared/contract/analyses.ts'
import { formatUnixTimeInline } from '../relative-time.ts'
import { texts } from './texts.ts'

/** Returns one line on whether a run would find its result in the cache, and why. */
export function explanationLine({ reason, nearest, differences }: Explanation): string {
  switch (reason) {
    case 'cached':
      return nearest ? texts.cachedSince(formatUnixTimeInline(nearest.created_at)) : texts.cached
    case 'content_changed':
      return texts.theFileChangedSince
    case 'config_differs':
      return differences ? texts.ranBeforeWithDifferent : texts.notRunWithThese
    case 'never_run':
      return texts.notRunYet
    case 'file_gone':
      return texts.theFileWasNot
  }
}
