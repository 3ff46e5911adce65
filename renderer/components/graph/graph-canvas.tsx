import '@xyflow/react/dist/base.css'
import {
  Background,
  type Edge,
  type EdgeTypes,
  type Node,
  type NodeTypes,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { Focus, Maximize, Minus, Plus, Search } from 'lucide-react'
import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { focusUnlessUsed } from '../focus-unless-used.ts'
import { IconButton } from '../icon-button.tsx'
import { type KeyPress, keyTable, runKeys } from '../keys.ts'
import { type Frame, type FrameNode, FrameView, frameNode } from './frame.tsx'
import styles from './graph-canvas.module.css'
import { GraphFind } from './graph-find.tsx'
import { nodeAfterKey, type PositionedNode } from './graph-moves.ts'
import { farthest, fitting, fittingAtFirst, useFitAfterResize, useShowChosen, useShowNode } from './graph-viewport.ts'
import { DetailContext, TextScaleContext, useLevelOfDetail } from './level-of-detail.ts'
import { Overview } from './overview.tsx'
import { texts } from './texts.ts'

const nearest = 2

/** Returns the id of the element that draws a node. */
export function elementIdOf(nodeId: string): string {
  return `node-${encodeURIComponent(nodeId)}`
}

interface GraphCanvasProps<One extends Node & PositionedNode> {
  label: string
  nodes: readonly One[]
  edges: Edge[]
  nodeTypes: NodeTypes
  edgeTypes?: EdgeTypes
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  /** Called on a click with Ctrl, ⌘ or Shift instead of `onSelect`. */
  onSelectAlso?: (id: string) => void
  /** Rectangles behind the nodes. */
  frames?: readonly Frame[]
  /** Called on Enter or a double click. */
  onOpen?: (id: string) => void
  /** Id of the node to show first if the graph is too large to be shown whole. */
  begin?: string
  colourOf: (node: One) => string
  /** Returns the words by which a node is found; without it, nodes cannot be searched. */
  wordsOf?: (node: One) => string
}

/** A read-only graph to select and move in. Nodes have given positions and sizes; only those in sight are drawn. */
export function GraphCanvas<One extends Node & PositionedNode>(props: GraphCanvasProps<One>) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

const readOnly = {
  onlyRenderVisibleElements: true,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  zoomOnDoubleClick: false,
  // React Flow’s licence (MIT) allows this; the licences of the application name it.
  proOptions: { hideAttribution: true },
} as const

function Canvas<One extends Node & PositionedNode>(props: GraphCanvasProps<One>) {
  const { label, nodes, edges, edgeTypes, selected, onSelect, onSelectAlso, onOpen, begin, colourOf, wordsOf } = props
  const wrapper = useRef<HTMLDivElement>(null)
  const { shown, types } = useShown(props)
  const flow = useReactFlow<One>()
  const first = fittingAtFirst(nodes, begin)
  const show = useShowNode(wrapper, nodes)
  const setMoved = useFitAfterResize(wrapper, { first, show, selected, begin })
  const showAll = () => {
    setMoved(false)
    return flow.fitView(fitting)
  }
  const move = (by: () => unknown) => () => {
    setMoved(true)
    return by()
  }
  const zoomIn = move(flow.zoomIn)
  const zoomOut = move(flow.zoomOut)
  const showSelected = move(
    () => selected !== undefined && flow.fitView({ ...fitting, padding: 1, nodes: [{ id: selected }] }),
  )
  const { detail, textScale } = useLevelOfDetail()
  const find = useFind(props, wrapper, show)
  useShowChosen(show, selected)
  useEffect(() => focusUnlessUsed(wrapper.current), [])
  const openFind = () => {
    find.onType('')
    // A field that is open already.
    wrapper.current?.querySelector<HTMLInputElement>(texts.searchInput)?.focus()
  }
  const moves = { zoomIn, zoomOut, showAll, showSelected, find: wordsOf && openFind }
  return (
    <DetailContext value={detail}>
      <TextScaleContext value={textScale}>
        <ReactFlow<One | FrameNode>
          ref={wrapper}
          className={styles.graph ?? ''}
          style={{ '--text-scale': textScale } as CSSProperties}
          nodes={shown}
          edges={edges}
          nodeTypes={types}
          {...(edgeTypes && { edgeTypes })}
          onNodeClick={({ ctrlKey, metaKey, shiftKey }, { id }) =>
            onSelectAlso && (ctrlKey || metaKey || shiftKey) ? onSelectAlso(id) : onSelect(id)
          }
          onNodeDoubleClick={(_, node) => onOpen?.(node.id)}
          onPaneClick={() => onSelect(undefined)}
          {...readOnly}
          fitView
          fitViewOptions={first}
          // Moves of ours have no event.
          onMoveStart={(event) => event && setMoved(true)}
          minZoom={farthest}
          maxZoom={nearest}
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={selected === undefined ? undefined : elementIdOf(selected)}
          onKeyDown={(event) => {
            if (runKeys(event, graphKeys, { nodes, selected, onSelect, onOpen, ...moves, wrapper, show }))
              event.stopPropagation()
          }}
        >
          <Background gap={20} size={1} />
          <Overview {...{ nodes, selected, colourOf }} />
          <Controls moves={moves} hasSelection={selected !== undefined} />
          {find.text !== undefined && (
            <Panel position="top-right">
              <GraphFind {...find} text={find.text} selected={selected} />
            </Panel>
          )}
        </ReactFlow>
      </TextScaleContext>
    </DetailContext>
  )
}

/** Returns the text that nodes are searched for, undefined while they are not, and the ids of those that match. */
function useFind<One extends Node & PositionedNode>(
  { nodes, wordsOf, onSelect }: GraphCanvasProps<One>,
  wrapper: RefObject<HTMLDivElement | null>,
  show: (id: string) => void,
) {
  const [text, setText] = useState<string>()
  const wanted = text?.trim().toLowerCase() ?? ''
  const found = useMemo(
    () =>
      wanted === '' || !wordsOf
        ? []
        : nodes.filter((node) => wordsOf(node).toLowerCase().includes(wanted)).map(({ id }) => id),
    [nodes, wordsOf, wanted],
  )
  return {
    text,
    found,
    onType: setText,
    onShow: (id: string) => {
      onSelect(id)
      show(id)
    },
    onClose: () => {
      setText(undefined)
      wrapper.current?.focus({ preventScroll: true })
    },
  }
}

/** Returns what is drawn, the frames behind the nodes, and how. */
function useShown<One extends Node & PositionedNode>(props: GraphCanvasProps<One>) {
  const { nodes, nodeTypes, frames = none, selected } = props
  const behind = useMemo(() => frames.map(frameNode), [frames])
  const shown = useMemo(() => [...behind, ...drawn(nodes, selected)], [behind, nodes, selected])
  const types = useMemo(() => ({ ...nodeTypes, frame: FrameView }), [nodeTypes])
  return { shown, types }
}

const none: readonly Frame[] = []

/** Ways to move the view, for keys and buttons. */
interface GraphMoves {
  zoomIn: () => unknown
  zoomOut: () => unknown
  showAll: () => unknown
  showSelected: () => unknown
  /** Opens the field that finds nodes; undefined if they cannot be searched. */
  find: (() => unknown) | undefined
}

function Controls({ moves, hasSelection }: { moves: GraphMoves; hasSelection: boolean }) {
  const { zoomIn, zoomOut, showAll, showSelected, find } = moves
  return (
    <Panel position="bottom-left" className={styles.controls ?? ''}>
      <IconButton icon={Minus} label={texts.zoomOut} shortcut="Graphs: -" onClick={() => void zoomOut()} />
      <IconButton icon={Plus} label={texts.zoomIn} shortcut="Graphs: +" onClick={() => void zoomIn()} />
      <IconButton icon={Maximize} label={texts.showAll} shortcut="Graphs: F" onClick={() => void showAll()} />
      <IconButton
        icon={Focus}
        label={texts.showTheSelectedNode}
        shortcut="Graphs: Shift+F"
        disabled={!hasSelection}
        onClick={() => void showSelected()}
      />
      {find && <IconButton icon={Search} label={texts.findNodes} shortcut="Graphs: /" onClick={() => void find()} />}
    </Panel>
  )
}

interface KeyedGraph extends GraphMoves {
  nodes: readonly PositionedNode[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onOpen: ((id: string) => void) | undefined
  wrapper: RefObject<HTMLDivElement | null>
  show: (id: string) => void
}

/** Keys of every graph. */
export const graphKeys = keyTable<KeyedGraph>('Graphs', [
  { keys: 'ArrowUp ArrowDown ArrowLeft ArrowRight', label: texts.moveBetweenNodes, run: move, isFixed: true },
  { keys: 'Home', label: texts.firstNode, run: move, isFixed: true },
  { keys: 'End', label: texts.lastNode, run: move, isFixed: true },
  { keys: 'Enter', label: texts.openTheTakeOr, run: openSelected },
  { keys: '+', aliases: '=', label: texts.zoomIn, run: ({ zoomIn }) => zoomIn() },
  { keys: '-', label: texts.zoomOut, run: ({ zoomOut }) => zoomOut() },
  { keys: 'F', label: texts.showAll, run: ({ showAll }) => showAll() },
  { keys: 'Shift+F', label: texts.showTheSelectedNode, run: ({ showSelected }) => showSelected() },
  { keys: '/', label: texts.findNodes, run: ({ find }) => (find ? find() : false) },
  {
    keys: 'Escape',
    label: texts.selectNoNodeThen,
    run: ({ selected, onSelect }) => selected !== undefined && onSelect(undefined),
  },
])

function move({ nodes, selected, onSelect, show }: KeyedGraph, { key }: KeyPress): boolean {
  const next = nodeAfterKey(key, nodes, selected)
  // The graph handles arrows even at its edge; else they would scroll the page.
  if (next === undefined) return key.startsWith('Arrow')
  onSelect(next)
  show(next)
  return true
}

/** Opens the selected node, unless the focus is on a button inside a node: Enter then presses that button. */
function openSelected({ wrapper, selected, onOpen }: KeyedGraph, { target }: KeyPress): unknown {
  return target === wrapper.current && onOpen !== undefined && selected !== undefined && onOpen(selected)
}

/**
 * Returns the nodes with the selected one marked. The others stay the same objects, so that they are not drawn again.
 */
function drawn<One extends Node>(nodes: readonly One[], selected: string | undefined): One[] {
  return nodes.map((node) => (node.id === selected ? { ...node, selected: true } : node))
}
