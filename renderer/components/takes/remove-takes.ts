import { deselect } from '../../state/selection.ts'
import { removeItems } from '../remove-items.ts'

/** Removes videos from the library and offers Undo. Returns whether any were removed. */
export async function removeTakes(ids: readonly string[], options?: { delete_file?: boolean }): Promise<boolean> {
  const removed = await removeItems('video', ids, options)
  deselect(removed)
  return removed.length > 0
}
