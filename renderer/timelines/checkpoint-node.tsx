import type { NodeProps } from '@xyflow/react'
import { Star } from 'lucide-react'
import { memo, use } from 'react'
import { elementIdOf } from '../components/graph/graph-canvas.tsx'
import frame from '../components/graph/graph-node.module.css'
import { HandleDots } from '../components/graph/handle-dots.tsx'
import { DetailContext } from '../components/graph/level-of-detail.ts'
import { labelSize, NodeLabel } from '../components/graph/node-label.tsx'
import { Icon } from '../components/icon.tsx'
import { type CheckpointElement, checkpointSize } from './checkpoint-elements.ts'
import { checkpointFacts, checkpointName, stageLabel } from './checkpoint-labels.ts'
import styles from './checkpoint-node.module.css'
import { texts } from './texts.ts'

/** A checkpoint in the tree: stage, scenario, time and own bytes. */
export const CheckpointNode = memo(function CheckpointNode({ data, selected }: NodeProps<CheckpointElement>) {
  const { checkpoint, isCompared, handles } = data
  const { id, scenario_label, is_chosen } = checkpoint
  const isFar = use(DetailContext) !== 'all'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      id={elementIdOf(id)}
      role="group"
      aria-label={[
        stageLabel(checkpoint),
        scenario_label,
        is_chosen && 'chosen',
        isCompared && 'compared',
        checkpointFacts(checkpoint),
      ]
        .filter(Boolean)
        .join(', ')}
      aria-current={selected || undefined}
      className={`${frame.node} ${styles.node}`}
      data-selected={selected || undefined}
      data-compared={isCompared || undefined}
      data-far={isFar || undefined}
      style={labelSize(checkpointSize)}
    >
      {isFar ? (
        <NodeLabel>{checkpointName(checkpoint)}</NodeLabel>
      ) : (
        <div className={styles.face}>
          <b title={stageLabel(checkpoint)}>
            {is_chosen && <Icon of={Star} size={12} />}
            {stageLabel(checkpoint)}
            {isCompared && <em>A</em>}
          </b>
          <span>{scenario_label || (is_chosen ? texts.chosen : '')}</span>
          <small>{checkpointFacts(checkpoint)}</small>
        </div>
      )}
      <HandleDots handles={handles} />
    </div>
  )
})
