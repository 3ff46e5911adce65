import type { Edge } from '@xyflow/react'
import { GraphCanvas } from '../components/graph/graph-canvas.tsx'
import type { PlacedNode } from './graph-elements.ts'
import { GraphNodeView } from './graph-node.tsx'

const nodeTypes = { workflow: GraphNodeView }

interface WorkflowGraphProps {
  nodes: readonly PlacedNode[]
  edges: Edge[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
}

/** The read-only graph of a workflow, as its definition describes it. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  return <GraphCanvas label="Graph" nodeTypes={nodeTypes} colourOf={colourOf} {...props} />
}

function colourOf({ data: { state } }: PlacedNode): string {
  return state === 'failed' ? 'var(--red)' : 'color-mix(in srgb, var(--text) 34%, transparent)'
}
