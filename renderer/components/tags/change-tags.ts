import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { tagKey } from '../../../shared/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { trackUnanswered } from '../../state/undo.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { nounFor, refetchMarked, showOptimistically } from './optimistic-marks.ts'
import { texts } from './texts.ts'

/** Each changed row is indexed again for the search, so calls are small, to keep other writers from waiting. */
const idsPerCall = 1000

const without = (tags: string[], tag: string) => tags.filter((other) => tagKey(other) !== tagKey(tag))

/** Sorts tags in the order of the library. */
function inOrder(tags: string[]): string[] {
  return tags.toSorted((one, other) => (tagKey(one) < tagKey(other) ? -1 : 1))
}

/** Adds tags to takes or images and offers Undo. */
export function addTagsTo(kind: TaggedKind, ids: readonly string[], add: string[]): Promise<void> {
  const words = add.map((tag) => `“${tag}”`).join(', ')
  const shown = showOptimistically(kind, ids, ({ tags }) => ({ tags: inOrder([...add.reduce(without, tags), ...add]) }))
  return trackUnanswered(
    shown.then((revert) => changeTags(kind, ids, { add }, (count) => texts.tagged(count, words), revert)),
  )
}

/** Removes a tag from takes or images and offers Undo. */
export function removeTagFrom(kind: TaggedKind, ids: readonly string[], tag: string): Promise<void> {
  const shown = showOptimistically(kind, ids, ({ tags }) => ({ tags: without(tags, tag) }))
  return trackUnanswered(
    shown.then((revert) => changeTags(kind, ids, { remove: [tag] }, (count) => texts.removedFrom(tag, count), revert)),
  )
}

/** Changes tags in calls of limited size and offers Undo. */
async function changeTags(
  kind: TaggedKind,
  ids: readonly string[],
  change: { add: string[] } | { remove: string[] },
  words: (count: string) => string,
  revert: (unsaved: readonly string[]) => void,
): Promise<void> {
  const step = newStep()
  let count = 0
  let saved = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed } = await client.tags.change(
        { changes: [{ of: kind, ids: some, ...change }] },
        { context: { step } },
      )
      saved += some.length
      count += changed
    }
  } catch (error) {
    revert(ids.slice(saved))
    showError(error, texts.theTagsWerentSaved)
  }
  if (count === 0) refetchMarked(kind)
  else offerUndoOf(step, words(formatCount(count, nounFor(kind))), 'tags')
}
