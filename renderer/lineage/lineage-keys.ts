import type { LinkDecision } from '../../shared/contract/lineage.ts'
import { type KeyPress, keyTable } from '../components/keys.ts'
import type { Depth } from '../components/takes/open-lineage.ts'
import { directionLabels } from './lineage-header.tsx'
import type { LineageView } from './lineage-search.ts'

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
  { keys: 'C', label: 'Start from this take or image', run: ({ centre }) => centre() },
  { keys: 'Y', label: 'Confirm the likely links of the selection', run: ({ decide }) => decide('confirmed') },
  { keys: 'N', label: 'Reject the likely links of the selection', run: ({ decide }) => decide('rejected') },
  { keys: 'D', label: 'Made from, made into, or both', run: changeDirection },
  { keys: '1 2 3 5', label: 'Number of steps', run: changeDepth, isFixed: true },
  { keys: '0', label: 'All steps', run: changeDepth, isFixed: true },
  { keys: 'Escape', aliases: 'Backspace', label: 'Back', run: ({ back }) => back() },
])
