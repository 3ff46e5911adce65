import type { KeyboardEvent } from 'react'
import type { Collection } from '../../shared/contract/collections.ts'
import { moveInCollection } from '../components/collections/collection-actions.ts'
import { type Moves, rankAfterMove } from '../components/grid/grid-moves.ts'
import { keyTable, runKeys } from '../components/keys.ts'
import { listKeys } from '../components/list-keys.ts'
import { rate } from '../components/tags/rate.ts'
import { type Taggable, taggingKeys } from '../components/tags/rating-labels.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { startRenaming } from '../state/renaming.ts'
import { clearSelection, useSelection } from '../state/selection.ts'
import { startTagging } from '../state/tagging.ts'
import type { TakeActions } from './take-actions.ts'

interface SelectedTakes extends Taggable {
  ids: readonly string[]
  /** The collection on screen. */
  collection: Pick<Collection, 'id' | 'name'> | undefined
}

function moveBy(by: -1 | 1) {
  return ({ ids, collection }: SelectedTakes) =>
    collection !== undefined && ids.length > 0 && moveInCollection(collection, ids, by)
}

/** Keys that act on the selected takes. */
export const takeKeys = keyTable<SelectedTakes>('Library', [
  ...taggingKeys,
  { keys: 'F2', label: 'Rename', run: ({ ids }) => ids.length === 1 && startRenaming(ids[0]) },
  {
    keys: 'Shift+N',
    label: 'New timeline',
    run: ({ ids: [only, ...others] }) => only !== undefined && others.length === 0 && openNewTimeline(only),
  },
  { keys: 'Alt+ArrowLeft', label: 'Move earlier in the collection', run: moveBy(-1) },
  { keys: 'Alt+ArrowRight', label: 'Move later in the collection', run: moveBy(1) },
  { keys: 'Delete', label: 'Remove from library', run: ({ ids }) => ids.length > 0 && removeTakes(ids) },
])

/** Handles a key press in the grid or list. */
export function handleTakeKey(event: KeyboardEvent, actions: TakeActions, moves: Moves): void {
  const total = actions.takes.total ?? 0
  if (total === 0) return
  const { ids: selected, focus } = useSelection.getState()
  const ids = [...selected]
  const takes = {
    ids,
    collection: actions.collection,
    rate: (rating: number | null) => ids.length > 0 && rate('video', ids, rating),
    tag: () => ids.length > 0 && startTagging(),
  }
  const list = {
    focus,
    hasSelection: ids.length > 0,
    target: ({ key }: { key: string }) => rankAfterMove(key, focus, total, moves),
    select: actions.select,
    selectAll: actions.selectAll,
    clear: clearSelection,
    open: actions.open,
  }
  if (!runKeys(event, takeKeys, takes)) runKeys(event, listKeys, list)
}
