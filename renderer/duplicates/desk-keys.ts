import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import { type KeyBinding, type KeyPress, keyTable } from '../components/keys.ts'
import { decisionLabels, decisionOrder } from './decision-labels.ts'
import { texts } from './texts.ts'

interface DeskMoves {
  decide: (decision: DuplicateDecision | undefined) => void
  keepOther: () => void
  /** Shows another take of the group; `by` is relative. */
  walk: (by: number) => void
  /** Shows another group; `by` is relative. */
  move: (by: number) => void
  toggle: () => void
  step: (frames: number) => void
}

/** Returns whether the position slider has the focus; it then handles the arrows. */
function isOfSlider({ target }: KeyPress): boolean {
  return target instanceof HTMLInputElement
}

/** Keys of the desk; letters also work with Shift. */
export const deskKeys = keyTable<DeskMoves>('Duplicates', [
  ...decisionOrder.map((decision): KeyBinding<DeskMoves> => {
    const { keys, words } = decisionLabels[decision]
    return { keys, aliases: `Shift+${keys}`, label: words, run: ({ decide }) => decide(decision) }
  }),
  { keys: 'M', aliases: 'Shift+M', label: texts.keepThisOneInstead, run: ({ keepOther }) => keepOther() },
  { keys: 'Backspace', label: texts.clearTheDecision, run: ({ decide }) => decide(undefined) },
  {
    keys: 'ArrowUp ArrowDown',
    label: texts.moveBetweenGroups,
    isFixed: true,
    run: ({ move }, press) => !isOfSlider(press) && move(press.key === 'ArrowUp' ? -1 : 1),
  },
  {
    keys: 'ArrowLeft ArrowRight',
    label: texts.moveBetweenTakesOf,
    isFixed: true,
    run: ({ walk }, press) => !isOfSlider(press) && walk(press.key === 'ArrowLeft' ? -1 : 1),
  },
  { keys: 'Space', label: texts.playOrPauseBoth, run: ({ toggle }) => toggle() },
  { keys: ', .', label: texts.stepBothByA, run: ({ step }, { key }) => step(key === ',' ? -1 : 1), isFixed: true },
])
