import { useMemo } from 'react'
import type { Lineage } from '../../shared/contract/lineage.ts'
import { GraphCanvas } from '../components/graph/graph-canvas.tsx'
import { LineageEdgeView } from './lineage-edge.tsx'
import { highlightEdges, type LineageFlowNode, lineageElements } from './lineage-elements.ts'
import { LineageNodeView } from './lineage-node.tsx'
import { texts } from './texts.ts'

const nodeTypes = { take: LineageNodeView }
const edgeTypes = { made: LineageEdgeView }

interface LineageGraphProps {
  lineage: Lineage
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onOpen: (id: string) => void
}

/** The graph of a lineage, with sources on the left. */
export function LineageGraph({ lineage, selected, onSelect, onOpen }: LineageGraphProps) {
  const elements = useMemo(() => lineageElements(lineage), [lineage])
  const edges = useMemo(() => highlightEdges(elements.edges, selected), [elements, selected])
  return (
    <GraphCanvas
      label={texts.lineage}
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
