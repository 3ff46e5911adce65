import { useMemo } from 'react'
import type { Lineage } from '../../shared/contract/lineage.ts'
import { canvasKeys, GraphCanvas } from '../graph/graph-canvas.tsx'
import { LineageEdgeView } from './lineage-edge.tsx'
import { type LineageFlowNode, lineageElements, withChosen } from './lineage-elements.ts'
import { LineageNodeView } from './lineage-node.tsx'

const nodeTypes = { take: LineageNodeView }
const edgeTypes = { made: LineageEdgeView }

/** The keys of the page. */
export const lineageKeys = [
  ...canvasKeys,
  { key: 'Enter', words: 'Open the take' },
  { key: 'C', words: 'Start from this take' },
  { key: 'D', words: 'Made from, made into, or both' },
  { key: '1 2 3 5', words: 'So many steps' },
  { key: '0', words: 'All steps' },
  { key: 'Esc', words: 'Choose no node, then back' },
] as const

interface LineageGraphProps {
  lineage: Lineage
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onOpen: (id: string) => void
}

/** The graph: from left to right as one was made of the other. */
export function LineageGraph({ lineage, selected, onSelect, onOpen }: LineageGraphProps) {
  const elements = useMemo(() => lineageElements(lineage), [lineage])
  const edges = useMemo(() => withChosen(elements.edges, selected), [elements, selected])
  return (
    <GraphCanvas
      label="Lineage"
      nodes={elements.nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      begin={lineage.start}
      colourOf={colourOf}
    />
  )
}

function colourOf({ data: { isStart, node } }: LineageFlowNode): string {
  if (isStart) return 'var(--accent-line)'
  return `color-mix(in srgb, var(--text) ${node.video_id === null ? 18 : 34}%, transparent)`
}
