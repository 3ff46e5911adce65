import { keyTable } from '../keys.ts'
import type { Deck } from '../player/deck.ts'
import { texts } from './texts.ts'
import { type Correction, edgeHere, rangeToAdd } from './use-correction.ts'

interface Corrected {
  deck: Deck
  correction: Correction
  /** Moves the focus to the field of the label. */
  toLabel: () => void
}

/** Keys of a focused lane that was corrected by hand, besides those of every lane. */
export const correctionKeys = keyTable<Corrected>('Ranges corrected by hand', [
  {
    keys: '[',
    label: texts.startTheRangeAt,
    run: ({ deck, correction }) => correction.apply(edgeHere(deck, correction, 'start'), texts.movedAStart),
  },
  {
    keys: ']',
    label: texts.endTheRangeWith,
    run: ({ deck, correction }) => correction.apply(edgeHere(deck, correction, 'end'), texts.movedAnEnd),
  },
  {
    keys: 'A',
    label: texts.correctionKeysLabel,
    run: ({ deck, correction }) => correction.apply(rangeToAdd(deck, correction), texts.addedARange),
  },
  {
    keys: 'Delete',
    aliases: 'Backspace',
    label: texts.removeTheRange,
    run: ({ correction }) =>
      correction.selected && correction.apply([{ was: correction.selected }], texts.removedARange),
  },
  { keys: 'F2', label: texts.changeTheLabel, run: ({ toLabel }) => toLabel() },
])
