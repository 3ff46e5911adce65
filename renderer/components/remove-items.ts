import type { OutsideFile } from '../../shared/contract/removal.ts'
import type { TaggedKind } from '../../shared/contract/tags.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from './in-chunks.ts'
import { showError, showNotice } from './notice.tsx'
import { newStep, offerUndoOf } from './offer-undo.ts'
import { nounFor } from './tags/optimistic-marks.ts'
import { texts } from './texts.ts'

const idsPerCall = 10_000

/**
 * Removes takes or images from the library, and offers Undo. With `delete_file`, their files outside the library move
 * to the system's trash. Returns the ids of those that were removed.
 */
export async function removeItems(
  kind: TaggedKind,
  ids: readonly string[],
  { delete_file = false }: { delete_file?: boolean } = {},
): Promise<string[]> {
  const removed: string[] = []
  const files: OutsideFile[] = []
  const step = newStep()
  const { remove } = kind === 'video' ? client.videos : client.images
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const answer = await remove({ ids: some, delete_file }, { context: { step } })
      removed.push(...answer.removed)
      files.push(...(answer.files ?? []))
    }
  } catch (error) {
    showError(error)
  }
  if (removed.length > 0) {
    const moved = files.filter(({ error }) => error === null).length
    const more = moved > 0 ? texts.andMovedToThe(formatCount(moved, 'file')) : ''
    offerUndoOf(step, texts.removed(formatCount(removed.length, nounFor(kind)), more))
  }
  showStaying(files)
  return removed
}

/** Names files that did not move; several of them as a count and the first. */
function showStaying(files: readonly OutsideFile[]): void {
  const [first, ...others] = files.flatMap(({ error }) => error ?? [])
  if (first === undefined) return
  const more = others.length > 0 ? texts.stayedToo(formatCount(others.length, texts.moreFile)) : ''
  showNotice(first + more, undefined, 'error')
}
