import { GitFork } from 'lucide-react'
import type { LineageDirection } from '../../shared/contract/lineage.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'

const titles: Record<LineageDirection, string> = {
  both: 'Nothing is known before or after this take',
  from: 'Nothing is known that it was made from',
  into: 'Nothing is known that was made from it',
}

/** A take that stands alone: what would be seen here, and how it comes about. */
export function NoLineage({ direction, onBoth }: { direction: LineageDirection; onBoth: () => void }) {
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={GitFork} size={22} />
      </span>
      <h2>{titles[direction]}</h2>
      <p>
        What you extract, stitch or convert is drawn here as a graph, from what went in to what came of it. So are runs
        of workflows whose inputs and outputs are takes, and the files that ComfyUI and content credentials name in a
        take.
      </p>
      {direction !== 'both' && (
        <button type="button" className={blank.button} onClick={onBoth}>
          Look both ways
        </button>
      )}
    </div>
  )
}
