import '@xyflow/react/dist/base.css'
import {
  Background,
  type Edge,
  type EdgeTypes,
  MiniMap,
  type Node,
  type NodeTypes,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import styles from './graph-canvas.module.css'
import { nodeAfterKey, type Placed } from './graph-moves.ts'

const nearest = 2
const farthest = 0.03
/** A graph that is larger than this shows is seen in part at first. */
const farthestAtFirst = 0.2
const fitting = { padding: 0.1, maxZoom: 1, minZoom: farthest }

/** The keys of every graph. */
export const canvasKeys = [
  { key: '↑ ↓ ← →', words: 'Go to another node' },
  { key: 'Home', words: 'First node' },
  { key: 'End', words: 'Last node' },
  { key: '+', words: 'Zoom in' },
  { key: '-', words: 'Zoom out' },
  { key: 'F', words: 'Show all' },
] as const

/** Of the element that a node is drawn in. */
export function elementIdOf(nodeId: string): string {
  return `node-${encodeURIComponent(nodeId)}`
}

interface GraphCanvasProps<One extends Node & Placed> {
  label: string
  nodes: readonly One[]
  edges: Edge[]
  nodeTypes: NodeTypes
  edgeTypes?: EdgeTypes
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  /** By Enter or a double click. */
  onOpen?: (id: string) => void
  /** The node that is in sight at first where the whole graph is too large for that. */
  begin?: string
  colourOf: (node: One) => string
}

/** A graph to look at and move in, not to edit. Its nodes have given places and sizes; only what is in sight is drawn. */
export function GraphCanvas<One extends Node & Placed>(props: GraphCanvasProps<One>) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas<One extends Node & Placed>(props: GraphCanvasProps<One>) {
  const { label, nodes, edges, nodeTypes, edgeTypes, selected, onSelect, onOpen, begin, colourOf } = props
  const wrapper = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => drawn(nodes, selected), [nodes, selected])
  const flow = useReactFlow<One>()
  const show = useShowNode(wrapper, nodes)
  useShowChosen(show, selected)
  const onKeyDown = useCanvasKeys(wrapper, show, props)
  useEffect(() => {
    if (document.activeElement === document.body) wrapper.current?.focus({ preventScroll: true })
  }, [])
  return (
    <ReactFlow<One>
      ref={wrapper}
      className={styles.graph ?? ''}
      nodes={shown}
      edges={edges}
      nodeTypes={nodeTypes}
      {...(edgeTypes && { edgeTypes })}
      onNodeClick={(_, node) => onSelect(node.id)}
      onNodeDoubleClick={(_, node) => onOpen?.(node.id)}
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
      fitViewOptions={fittingAtFirst(nodes, begin)}
      minZoom={farthest}
      maxZoom={nearest}
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={selected === undefined ? undefined : elementIdOf(selected)}
      onKeyDown={onKeyDown}
    >
      <Background gap={20} size={1} />
      <MiniMap<One>
        pannable
        zoomable
        style={{ width: 132, height: 76 }}
        ariaLabel="Overview"
        nodeColor={(node) => (node.selected ? 'var(--accent-line)' : colourOf(node))}
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

function useCanvasKeys<One extends Node & Placed>(
  wrapper: React.RefObject<HTMLDivElement | null>,
  show: (id: string) => void,
  { nodes, selected, onSelect, onOpen }: GraphCanvasProps<One>,
) {
  const flow = useReactFlow<One>()
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = nodeAfterKey(event.key, nodes, selected)
    if (next !== undefined) {
      onSelect(next)
      show(next)
    } else if (event.key === '+' || event.key === '=') void flow.zoomIn()
    else if (event.key === '-') void flow.zoomOut()
    else if (event.key === 'f') void flow.fitView(fitting)
    else if (event.key === 'Escape' && selected !== undefined) onSelect(undefined)
    else if (event.key === 'Enter' && event.target === wrapper.current && onOpen && selected) onOpen(selected)
    else if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** The nodes with the one that is looked at marked; all others stay the same objects, so that they are not drawn anew. */
function drawn<One extends Node>(nodes: readonly One[], selected: string | undefined): One[] {
  return nodes.map((node) => (node.id === selected ? { ...node, selected: true } : node))
}

/** All of it, or where that would be too small to read, what lies around the node to begin with. */
function fittingAtFirst(nodes: readonly Placed[], begin: string | undefined) {
  const right = nodes.reduce((most, { position, width }) => Math.max(most, position.x + width), 0)
  const bottom = nodes.reduce((most, { position, height }) => Math.max(most, position.y + height), 0)
  // Half as large as it is, in the part of the window that a graph has.
  const isLarge = right > 1.3 * window.innerWidth || bottom > 1.7 * window.innerHeight
  if (begin === undefined || !isLarge) return { ...fitting, minZoom: farthestAtFirst }
  return { ...fitting, maxZoom: 0.7, nodes: [{ id: begin }] }
}

/** Brings a node into sight: the whole of it, or with `isPartEnough` only where none of it is. */
function useShowNode(wrapper: React.RefObject<HTMLDivElement | null>, nodes: readonly Placed[]) {
  const flow = useReactFlow()
  return (id: string, isPartEnough = false) => {
    const node = nodes.find((one) => one.id === id)
    const size = wrapper.current
    if (!node || !size) return
    const { x, y, zoom } = flow.getViewport()
    const [width, height] = [node.width * zoom, node.height * zoom]
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y]
    const [aside, above] = isPartEnough ? [width, height] : [0, 0]
    const isInside =
      left >= -aside &&
      top >= -above &&
      left + width <= size.clientWidth + aside &&
      top + height <= size.clientHeight + above
    if (!isInside)
      void flow.setCenter(node.position.x + node.width / 2, node.position.y + node.height / 2, { zoom, duration: 160 })
  }
}

/** What is chosen elsewhere than in the graph comes into sight. */
function useShowChosen(show: (id: string, isPartEnough: boolean) => void, selected: string | undefined): void {
  const before = useRef(selected)
  useEffect(() => {
    if (selected !== undefined && selected !== before.current) show(selected, true)
    before.current = selected
  })
}
