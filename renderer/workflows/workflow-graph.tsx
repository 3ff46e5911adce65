import '@xyflow/react/dist/base.css'
import { Background, type Edge, MiniMap, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { elementIdOf, type GraphNode, type PlacedNode } from './graph-elements.ts'
import { nodeAfterKey } from './graph-moves.ts'
import { GraphNodeView } from './graph-node.tsx'
import styles from './workflow-graph.module.css'

const nodeTypes = { workflow: GraphNodeView }
const nearest = 2
const farthest = 0.03
/** A graph that is larger than this shows is seen in part at first. */
const farthestAtFirst = 0.2
const fitting = { padding: 0.1, maxZoom: 1, minZoom: farthest }

/** The keys of the graph. */
export const graphKeys = [
  { key: '↑ ↓ ← →', words: 'Go to another node' },
  { key: 'Home', words: 'First node' },
  { key: 'End', words: 'Last node' },
  { key: '+', words: 'Zoom in' },
  { key: '-', words: 'Zoom out' },
  { key: 'F', words: 'Show all' },
  { key: 'Esc', words: 'Choose no node, then back to the list' },
] as const

interface WorkflowGraphProps {
  nodes: readonly PlacedNode[]
  edges: Edge[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
}

/** The graph of a workflow. It is looked at, not edited: what is drawn is what the definition says. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  )
}

function Graph({ nodes, edges, selected, onSelect }: WorkflowGraphProps) {
  const wrapper = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => drawn(nodes, selected), [nodes, selected])
  const flow = useReactFlow<GraphNode>()
  const show = useShowNode(wrapper, nodes)
  useEffect(() => {
    if (document.activeElement === document.body) wrapper.current?.focus({ preventScroll: true })
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = nodeAfterKey(event.key, nodes, selected)
    if (next !== undefined) {
      onSelect(next)
      show(next)
    } else if (event.key === '+' || event.key === '=') void flow.zoomIn()
    else if (event.key === '-') void flow.zoomOut()
    else if (event.key === 'f') void flow.fitView(fitting)
    else if (event.key === 'Escape' && selected !== undefined) onSelect(undefined)
    else if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ReactFlow
      ref={wrapper}
      className={styles.graph ?? ''}
      nodes={shown}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodeClick={(_, node) => onSelect(node.id)}
      onPaneClick={() => onSelect(undefined)}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      zoomOnDoubleClick={false}
      fitView
      fitViewOptions={{ ...fitting, minZoom: farthestAtFirst }}
      minZoom={farthest}
      maxZoom={nearest}
      tabIndex={0}
      aria-label="Graph"
      aria-activedescendant={selected === undefined ? undefined : elementIdOf(selected)}
      onKeyDown={onKeyDown}
    >
      <Background gap={20} size={1} />
      <MiniMap
        pannable
        zoomable
        style={{ width: 132, height: 76 }}
        ariaLabel="Overview"
        nodeColor={mapColour}
        nodeBorderRadius={20}
      />
      <Panel position="bottom-left" className={styles.controls ?? ''}>
        <IconButton icon={Minus} label="Zoom out" shortcut="−" onClick={() => void flow.zoomOut()} />
        <IconButton icon={Plus} label="Zoom in" shortcut="+" onClick={() => void flow.zoomIn()} />
        <IconButton icon={Maximize} label="Show all" shortcut="F" onClick={() => void flow.fitView(fitting)} />
      </Panel>
    </ReactFlow>
  )
}

/** The nodes with the one that is looked at marked; all others stay the same objects, so that they are not drawn anew. */
function drawn(nodes: readonly PlacedNode[], selected: string | undefined): GraphNode[] {
  return nodes.map((node) => (node.id === selected ? { ...node, selected: true } : node))
}

function mapColour({ data: { state }, selected }: GraphNode): string {
  if (selected) return 'var(--accent-line)'
  if (state === 'failed') return 'var(--red)'
  return 'color-mix(in srgb, var(--text) 34%, transparent)'
}

/** Brings a node into sight, as far as needed. */
function useShowNode(wrapper: React.RefObject<HTMLDivElement | null>, nodes: readonly PlacedNode[]) {
  const flow = useReactFlow<GraphNode>()
  return (id: string) => {
    const node = nodes.find((one) => one.id === id)
    const size = wrapper.current
    if (!node || !size) return
    const { x, y, zoom } = flow.getViewport()
    const left = node.position.x * zoom + x
    const top = node.position.y * zoom + y
    const isInside =
      left >= 0 &&
      top >= 0 &&
      left + node.width * zoom <= size.clientWidth &&
      top + node.height * zoom <= size.clientHeight
    if (!isInside)
      void flow.setCenter(node.position.x + node.width / 2, node.position.y + node.height / 2, { zoom, duration: 160 })
  }
}
