import { GitFork } from 'lucide-react'
import type { LineageDirection } from '../../shared/contract/lineage.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from './texts.ts'

const titles: Record<LineageDirection, string> = {
  both: texts.noLineageYet,
  from: texts.noSourcesKnown,
  into: texts.noResultsKnown,
}

/** The empty state of a take without known sources or results. */
export function NoLineage({ direction, onBoth }: { direction: LineageDirection; onBoth: () => void }) {
  return (
    <EmptyState
      icon={GitFork}
      title={titles[direction]}
      actions={direction !== 'both' && <Button onClick={onBoth}>{texts.showBothDirections}</Button>}
    >
      {texts.noLineageText}
    </EmptyState>
  )
}
