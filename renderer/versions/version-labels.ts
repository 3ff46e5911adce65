import type { Version } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/units.ts'
import { texts } from './texts.ts'

/** Counts the details that would be carried over: generation details, associations, rating and tags. */
export function detailLabel({ row_count }: Version): string {
  return formatCount(row_count, 'detail')
}

/** Returns the screen-reader text of a row. */
export function spokenVersion(version: Version): string {
  return texts.replacedToCopy(version.video.name, version.previous.name, detailLabel(version))
}
