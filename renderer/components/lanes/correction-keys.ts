import { keyTable } from '../keys.ts'
import type { Deck } from '../player/deck.ts'
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
    label: 'Start the range at this frame',
    run: ({ deck, correction }) => correction.apply(edgeHere(deck, correction, 'start'), 'Moved a start'),
  },
  {
    keys: ']',
    label: 'End the range with this frame',
    run: ({ deck, correction }) => correction.apply(edgeHere(deck, correction, 'end'), 'Moved an end'),
  },
  {
    keys: 'A',
    label: 'Add a range from in to out, or at this frame',
    run: ({ deck, correction }) => correction.apply(rangeToAdd(deck, correction), 'Added a range'),
  },
  {
    keys: 'Delete',
    aliases: 'Backspace',
    label: 'Remove the range',
    run: ({ correction }) => correction.selected && correction.apply([{ was: correction.selected }], 'Removed a range'),
  },
  { keys: 'F2', label: 'Change the label', run: ({ toLabel }) => toLabel() },
])
