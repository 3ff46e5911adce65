import type { Edge } from '@xyflow/react'
import { useMemo } from 'react'
import type { WorkflowGroup } from '../../shared/workflow/graph.ts'
import type { Frame } from '../components/graph/frame.tsx'
import { GraphCanvas } from '../components/graph/graph-canvas.tsx'
import type { PlacedNode } from './graph-elements.ts'
import { GraphNodeView } from './graph-node.tsx'

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
export function WorkflowGraph({ groups, ...props }: WorkflowGraphProps) {
  const frames = useMemo(() => groups.map(frameOf), [groups])
  return <GraphCanvas label="Graph" nodeTypes={nodeTypes} colourOf={colourOf} frames={frames} {...props} />
}

function frameOf({ x, y, width, height, title, colour }: WorkflowGroup, index: number): Frame {
  return { id: String(index), position: { x, y }, width, height, title, colour }
}

function colourOf({ data: { state } }: PlacedNode): string {
  return state === 'failed' ? 'var(--red)' : 'color-mix(in srgb, var(--text) 34%, transparent)'
}
