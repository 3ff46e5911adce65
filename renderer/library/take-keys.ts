import type { KeyboardEvent } from 'react'
import { removeTakes } from '../components/remove-takes.ts'
import { chordOf } from '../player/chord.ts'
import { startRenaming } from '../state/renaming.ts'
import { clearSelection, useSelection } from '../state/selection.ts'
import { startTagging } from '../state/tagging.ts'
import { rateTakes } from '../tagging/rate-takes.ts'
import { ratingOf } from '../tagging/rating-words.ts'
import { type Moves, rankAfterKey } from './grid-moves.ts'
import type { TakeActions } from './take-actions.ts'

/** Keys that act on the selection rather than move it. Answers whether the key was one of them. */
function act(event: KeyboardEvent, actions: TakeActions): boolean {
  const { ids, focus } = useSelection.getState()
  const withCommand = event.ctrlKey || event.metaKey
  const rating = ratingOf(chordOf(event))
  if (event.key === 'Enter' && focus !== null) actions.open(focus)
  else if (event.key === ' ' && focus !== null) actions.select(focus, withCommand ? 'toggle' : 'only')
  else if (event.key === 'a' && withCommand) actions.selectAll()
  else if (event.key === 'Escape' && ids.size > 0) clearSelection()
  else if (chordOf(event) === 'Delete' && ids.size > 0) void removeTakes([...ids])
  else if (event.key === 'F2' && ids.size === 1) startRenaming([...ids][0])
  else if (chordOf(event) === 't' && ids.size > 0) startTagging()
  else if (rating !== undefined && ids.size > 0) void rateTakes([...ids], rating)
  else return false
  return true
}

/** What a key does in the grid or the list. */
export function handleTakeKey(event: KeyboardEvent, actions: TakeActions, moves: Moves): void {
  const total = actions.takes.total ?? 0
  if (total === 0) return
  if (act(event, actions)) {
    event.preventDefault()
    return
  }
  const { focus } = useSelection.getState()
  const from = focus === null ? undefined : Math.min(focus, total - 1)
  const aimed = rankAfterKey(event.key, from ?? moves.here(), total, moves)
  // The first arrow chooses what is in sight instead of what lies beside it.
  const to = from === undefined && event.key.startsWith('Arrow') ? moves.here() : aimed
  if (to === undefined || event.altKey) return
  event.preventDefault()
  actions.select(Math.min(total - 1, Math.max(0, to)), event.shiftKey ? 'extend' : 'only')
}
