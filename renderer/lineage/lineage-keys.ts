import type { LinkDecision } from '../../shared/contract/lineage.ts'
import { type KeyPress, keyTable } from '../components/keys.ts'
import type { Depth } from '../components/takes/open-lineage.ts'
import { directionLabels } from './lineage-header.tsx'
import type { LineageView } from './lineage-search.ts'
import { texts } from './texts.ts'

interface LineageMoves {
  view: LineageView
  back: () => void
  /** Shows the lineage of the selected take or image. */
  centre: () => void
  /** Decides about the likely links of the selected content; returns false if it has none. */
  decide: (decision: LinkDecision) => unknown
}

function changeDepth({ view }: LineageMoves, { key }: KeyPress): void {
  view.change({ depth: key === '0' ? 'all' : (key as Depth) })
}

function changeDirection({ view }: LineageMoves): void {
  const order = directionLabels.map(([value]) => value)
  view.change({ direction: order[(order.indexOf(view.direction) + 1) % order.length] ?? 'both' })
}

/** Keys of a lineage besides those of every graph. */
export const lineageKeys = keyTable<LineageMoves>('Lineage', [
  { keys: 'C', label: texts.startFromThisTake, run: ({ centre }) => centre() },
  { keys: 'Y', label: texts.confirmSelected, run: ({ decide }) => decide('confirmed') },
  { keys: 'N', label: texts.rejectSelected, run: ({ decide }) => decide('rejected') },
  { keys: 'D', label: texts.madeFromMadeInto, run: changeDirection },
  { keys: '1 2 3 5', label: texts.numberOfSteps, run: changeDepth, isFixed: true },
  { keys: '0', label: texts.allSteps, run: changeDepth, isFixed: true },
  { keys: 'Escape', aliases: 'Backspace', label: texts.back, run: ({ back }) => back() },
])
