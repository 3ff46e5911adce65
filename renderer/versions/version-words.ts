import type { Version } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/units.ts'

/** How much would come along: details of how it was made, places in workflows, rating, tags. */
export function detailWords({ row_count }: Version): string {
  return formatCount(row_count, 'detail')
}

/** What a screen reader says of a row. */
export function spokenVersion(version: Version): string {
  return `${version.video.name}, rendered over ${version.previous.name}, ${detailWords(version)} to carry over`
}
