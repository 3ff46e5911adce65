import type { KeyboardEvent } from 'react'
import type { Collection } from '../../shared/contract/collections.ts'
import { moveInCollection } from '../components/collections/collection-actions.ts'
import { type Moves, rankAfterMove } from '../components/grid/grid-moves.ts'
import { groupOfRank, isHidden } from '../components/grid/rank-groups.ts'
import { keyTable, runKeys } from '../components/keys.ts'
import { listKeys } from '../components/list-keys.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import { rate } from '../components/tags/rate.ts'
import { type Taggable, taggingKeys } from '../components/tags/rating-labels.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { toggleGroup } from '../state/collapsed-groups.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { startRenaming } from '../state/renaming.ts'
import { clearSelection, setFocus, useSelection } from '../state/selection.ts'
import { startTagging } from '../state/tagging.ts'
import type { TakeGroup } from './group-layout.ts'
import type { TakeActions } from './take-actions.ts'
import { texts } from './texts.ts'

interface SelectedTakes extends Taggable {
  ids: readonly string[]
  /** The collection on screen. */
  collection: Pick<Collection, 'id' | 'name'> | undefined
  /** The group of the take with the focus. */
  group: TakeGroup | undefined
  selectGroup(group: TakeGroup): void
}

function moveBy(by: -1 | 1) {
  return ({ ids, collection }: SelectedTakes) =>
    collection !== undefined && ids.length > 0 && moveInCollection(collection, ids, by)
}

/** Keys that act on the selected takes. */
export const takeKeys = keyTable<SelectedTakes>('Library', [
  ...taggingKeys,
  { keys: 'F2', label: texts.rename, run: ({ ids }) => ids.length === 1 && startRenaming(ids[0]) },
  {
    keys: 'Shift+N',
    label: texts.newTimelineTitle,
    run: ({ ids: [only, ...others] }) => only !== undefined && others.length === 0 && openNewTimeline(only),
  },
  { keys: 'Alt+ArrowLeft', label: texts.moveEarlierInThe, run: moveBy(-1) },
  { keys: 'Alt+ArrowRight', label: texts.moveLaterInThe, run: moveBy(1) },
  {
    keys: 'Alt+ArrowUp',
    label: texts.collapseTheGroup,
    run: ({ group }) => group?.isCollapsed === false && toggleGroup(group.key),
  },
  {
    keys: 'Alt+ArrowDown',
    label: texts.openTheGroup,
    run: ({ group }) => group?.isCollapsed === true && toggleGroup(group.key),
  },
  {
    keys: 'Shift+G',
    label: texts.selectTheGroup,
    run: ({ group, selectGroup }) => group !== undefined && selectGroup(group),
  },
  { keys: 'Delete', label: texts.removeFromLibrary, run: ({ ids }) => ids.length > 0 && removeTakes(ids) },
])

/** Handles a key press in the grid or list. */
export function handleTakeKey(event: KeyboardEvent, actions: TakeActions, moves: Moves): void {
  const total = actions.takes.total ?? 0
  if (total === 0) return
  const { ids: selected, focus } = useSelection.getState()
  const ids = [...selected]
  const group = focus === null ? undefined : groupOfRank(actions.grouping.groups, focus)
  const takes = {
    ids,
    collection: actions.collection,
    group,
    selectGroup: actions.selectGroup,
    rate: (rating: number | null) => ids.length > 0 && rate('video', ids, rating),
    tag: () => ids.length > 0 && startTagging(),
  }
  const list = {
    focus,
    hasSelection: ids.length > 0,
    target: ({ key }: { key: string }) => rankAfterMove(key, focus, total, moves),
    select: (rank: number, how: Choice) => {
      if (how === 'extend' || !isHidden(actions.grouping.groups, rank)) actions.select(rank, how)
      else stopAtHeading(rank)
    },
    selectAll: actions.selectAll,
    clear: clearSelection,
    open: (rank: number) => (group?.isCollapsed ? toggleGroup(group.key) : actions.open(rank)),
  }
  if (!runKeys(event, takeKeys, takes)) runKeys(event, listKeys, list)
}

/** Gives the focus to the heading of a collapsed group, whose takes are not selected unseen. */
function stopAtHeading(rank: number): void {
  clearSelection()
  setFocus(rank)
}
