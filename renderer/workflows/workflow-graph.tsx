import type { Edge } from '@xyflow/react'
import { useMemo } from 'react'
import type { WorkflowGroup } from '../../shared/workflow/graph.ts'
import type { Frame } from '../components/graph/frame.tsx'
import { GraphCanvas } from '../components/graph/graph-canvas.tsx'
import { type PlacedNode, wordsOf } from './graph-elements.ts'
import { GraphNodeView } from './graph-node.tsx'
import { texts } from './texts.ts'

const nodeTypes = { workflow: GraphNodeView }

interface WorkflowGraphProps {
  nodes: readonly PlacedNode[]
  edges: Edge[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  /** Called with the id of a node on Enter or a double click. */
  onOpen: (id: string) => void
  groups: readonly WorkflowGroup[]
}

/** The read-only graph of a workflow, as its definition describes it. */
export function WorkflowGraph({ groups, nodes, ...props }: WorkflowGraphProps) {
  const frames = useMemo(() => groups.map((group, index) => frameOf(group, index, nodes)), [groups, nodes])
  return <GraphCanvas label={texts.graph} nodeTypes={nodeTypes} {...{ colourOf, wordsOf, frames, nodes }} {...props} />
}

function frameOf(group: WorkflowGroup, index: number, nodes: readonly PlacedNode[]): Frame {
  const { x, y, width, height, title, colour } = group
  const tops = nodes.flatMap(({ position }) =>
    position.x >= x && position.x < x + width && position.y >= y && position.y < y + height ? [position.y - y] : [],
  )
  const room = Math.min(height, ...tops)
  return { id: String(index), position: { x, y }, width, height, title, colour, room }
}

function colourOf({ data: { state, node } }: PlacedNode): string {
  if (node.colour && state !== 'failed') return `color-mix(in srgb, ${node.colour} 80%, var(--text))`
  return state === 'failed' ? 'var(--red)' : texts.colorMixInSrgb
}
