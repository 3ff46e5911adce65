import { type RefObject, useMemo } from 'react'
import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { formatCount } from '../../shared/units.ts'
import { GraphCanvas } from '../components/graph/graph-canvas.tsx'
import { type CheckpointFlowNode, checkpointElements } from './checkpoint-elements.ts'
import { CheckpointNode } from './checkpoint-node.tsx'
import { texts } from './texts.ts'
import styles from './timeline-page.module.css'
import type { PickedCheckpoints } from './use-checkpoints.ts'

const nodeTypes = { checkpoint: CheckpointNode }

interface CheckpointTreeProps {
  picked: PickedCheckpoints
  panel: RefObject<HTMLElement | null>
}

/** The tree of a timeline's checkpoints beside its film. */
export function CheckpointTree({ picked, panel }: CheckpointTreeProps) {
  const { checkpoints, selected, compared } = picked
  const elements = useMemo(() => checkpointElements(checkpoints, compared?.id), [checkpoints, compared])
  return (
    <section ref={panel} className={styles.tree} aria-label={texts.checkpoints}>
      <h2>
        {texts.checkpoints} <small>{formatCount(checkpoints.length)}</small>
      </h2>
      {checkpoints.length > 0 && (
        <GraphCanvas<CheckpointFlowNode>
          // The view fits the tree again when it grows.
          key={checkpoints.length}
          label={texts.treeOfCheckpoints}
          nodes={elements.nodes}
          edges={elements.edges}
          nodeTypes={nodeTypes}
          selected={selected?.id}
          onSelect={picked.select}
          onSelectAlso={picked.selectAlso}
          begin={checkpoints.at(-1)?.id ?? ''}
          colourOf={({ data: { checkpoint } }) => colourOf(checkpoint)}
        />
      )}
    </section>
  )
}

function colourOf({ is_chosen }: Checkpoint): string {
  return is_chosen ? 'var(--accent-line)' : 'color-mix(in srgb, var(--text) 30%, transparent)'
}
