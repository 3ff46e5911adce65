import { formatCount } from '../../../shared/units.ts'
import { openExport } from '../../state/bundle-dialogs.ts'

/** Opens the dialog that exports takes as a bundle. */
export function exportTakes(ids: readonly string[]): void {
  openExport({ words: formatCount(ids.length, 'take'), selection: { video_ids: [...ids] } })
}
