import type { Edge } from '@xyflow/react'
import { canvasKeys, GraphCanvas } from '../graph/graph-canvas.tsx'
import type { PlacedNode } from './graph-elements.ts'
import { GraphNodeView } from './graph-node.tsx'

const nodeTypes = { workflow: GraphNodeView }

/** The keys of the graph. */
export const graphKeys = [...canvasKeys, { key: 'Esc', words: 'Choose no node, then back to the list' }] as const

interface WorkflowGraphProps {
  nodes: readonly PlacedNode[]
  edges: Edge[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
}

/** The graph of a workflow. It is looked at, not edited: what is drawn is what the definition says. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  return <GraphCanvas label="Graph" nodeTypes={nodeTypes} colourOf={colourOf} {...props} />
}

function colourOf({ data: { state } }: PlacedNode): string {
  return state === 'failed' ? 'var(--red)' : 'color-mix(in srgb, var(--text) 34%, transparent)'
}
