import { type KeyBinding, keyTable } from '../components/keys.ts'
import { taggingKeys } from '../components/tags/rating-labels.ts'
import { texts } from './texts.ts'
import type { VideoMoves } from './use-video-moves.ts'

const bindings = keyTable<VideoMoves>('A take', [
  { keys: 'Escape', aliases: 'Backspace', label: texts.backToTheLibrary, run: ({ toLibrary }) => toLibrary() },
  { keys: 'ArrowUp', aliases: 'PageUp', label: texts.previousTake, run: ({ toPrevious }) => toPrevious() },
  { keys: 'ArrowDown', aliases: 'PageDown', label: texts.nextTake, run: ({ toNext }) => toNext() },
  { keys: 'G', label: texts.lineage, run: ({ toLineage }) => toLineage() },
  { keys: 'Shift+N', label: texts.newTimelineTitle, run: ({ newTimeline }) => newTimeline() },
  ...taggingKeys,
  { keys: 'F2', label: texts.rename, run: ({ rename }) => rename() },
  { keys: 'Delete', label: texts.removeFromLibrary, run: ({ remove }) => remove() },
])

/**
 * Keys of a take's page besides those of its player. In full screen only the player's keys work, because Escape ends
 * full screen and must not also leave the page.
 */
export const videoKeys: readonly KeyBinding<VideoMoves>[] = bindings.map(({ run, ...binding }) => ({
  ...binding,
  run: (moves, press) => document.fullscreenElement === null && run(moves, press),
}))
