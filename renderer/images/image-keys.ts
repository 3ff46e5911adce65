import type { Image } from '../../shared/contract/images.ts'
import { type KeyPress, keyTable, runKeys } from '../components/keys.ts'
import { removeItems } from '../components/remove-items.ts'
import { rate } from '../components/tags/rate.ts'
import { type Taggable, taggingKeys } from '../components/tags/rating-labels.ts'
import type { LineageStart } from '../components/takes/open-lineage.ts'
import { startTagging } from '../state/tagging.ts'
import { texts } from './texts.ts'
import type { Images } from './use-images.ts'

interface SelectedImages extends Taggable {
  ids: readonly string[]
  /** The image that is selected alone, once it is loaded. */
  only: Image | undefined
  clear: () => void
  openLineage: (start: LineageStart) => void
}

/** Keys that act on the selected images. */
export const imageKeys = keyTable<SelectedImages>('Images', [
  ...taggingKeys,
  {
    keys: 'G',
    label: texts.showLineage,
    run: ({ only, openLineage }) => only !== undefined && openLineage({ file_hash: only.file_hash }),
  },
  {
    keys: 'Delete',
    label: texts.removeFromLibrary,
    run: ({ ids, clear }) => {
      if (ids.length === 0) return false
      clear()
      return removeItems('image', ids)
    },
  },
])

/** Handles a key press in the grid or the list of images. Returns whether it had an effect. */
export function runImageKeys(
  press: KeyPress,
  { ids, only, rows, clear }: Images,
  openLineage: SelectedImages['openLineage'],
): boolean {
  return runKeys(press, imageKeys, {
    ids,
    only: rows.loaded.find(({ id }) => id === only),
    clear,
    openLineage,
    rate: (rating) => ids.length > 0 && rate('image', ids, rating),
    tag: () => ids.length > 0 && startTagging(),
  })
}
