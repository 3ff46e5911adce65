import { GitFork } from 'lucide-react'
import type { LineageDirection } from '../../shared/contract/lineage.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'

const titles: Record<LineageDirection, string> = {
  both: 'No lineage yet',
  from: 'No sources known',
  into: 'No results known',
}

/** The empty state of a take without known sources or results. */
export function NoLineage({ direction, onBoth }: { direction: LineageDirection; onBoth: () => void }) {
  return (
    <EmptyState
      icon={GitFork}
      title={titles[direction]}
      actions={direction !== 'both' && <Button onClick={onBoth}>Show both directions</Button>}
    >
      Extracted, stitched and converted takes appear here as a graph, with workflow runs and the files that ComfyUI and
      content credentials name.
    </EmptyState>
  )
}
