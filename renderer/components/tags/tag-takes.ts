import { tagKey } from '../../../shared/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { trackUnanswered } from '../../state/undo.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { refetchTakes, showOptimistically } from './optimistic-takes.ts'

/** Each changed row is indexed again for the search, so calls are small, to keep other writers from waiting. */
const idsPerCall = 1000

const without = (tags: string[], tag: string) => tags.filter((other) => tagKey(other) !== tagKey(tag))

/** Sorts tags in the order of the library. */
function inOrder(tags: string[]): string[] {
  return tags.toSorted((one, other) => (tagKey(one) < tagKey(other) ? -1 : 1))
}

/** Adds tags to takes and offers Undo. */
export function addTagsTo(ids: readonly string[], add: string[]): Promise<void> {
  const words = add.map((tag) => `“${tag}”`).join(', ')
  const shown = showOptimistically(ids, ({ tags }) => ({ tags: inOrder([...add.reduce(without, tags), ...add]) }))
  return trackUnanswered(
    shown.then((revert) => changeTags(ids, { add }, (takes) => `Tagged ${takes} ${words}`, revert)),
  )
}

/** Removes a tag from takes and offers Undo. */
export function removeTagFrom(ids: readonly string[], tag: string): Promise<void> {
  const shown = showOptimistically(ids, ({ tags }) => ({ tags: without(tags, tag) }))
  return trackUnanswered(
    shown.then((revert) => changeTags(ids, { remove: [tag] }, (takes) => `Removed “${tag}” from ${takes}`, revert)),
  )
}

/** Changes tags in calls of limited size and offers Undo. */
async function changeTags(
  ids: readonly string[],
  change: { add: string[] } | { remove: string[] },
  words: (takes: string) => string,
  revert: (unsaved: readonly string[]) => void,
): Promise<void> {
  const step = newStep()
  let count = 0
  let saved = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed } = await client.tags.change({ changes: [{ ids: some, ...change }] }, { context: { step } })
      saved += some.length
      count += changed
    }
  } catch (error) {
    revert(ids.slice(saved))
    showError(error, 'The tags weren’t saved.')
  }
  if (count === 0) refetchTakes()
  else offerUndoOf(step, words(formatCount(count, 'take')), 'tags')
}
