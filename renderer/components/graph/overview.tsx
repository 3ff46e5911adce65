import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useMemo } from 'react'
import styles from './graph-canvas.module.css'
import type { PositionedNode } from './graph-moves.ts'
import { texts } from './texts.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** In pixels. */
const size = { width: 132, height: 76 }
/** Roundness of nodes, in pixels of the graph. */
const radius = 20
/** Zoom for each pixel that the wheel turns. */
const wheelStep = 1.002

interface OverviewProps<One extends PositionedNode> {
  nodes: readonly One[]
  selected: string | undefined
  colourOf: (node: One) => string
}

/**
 * A small picture of the whole graph, with the part in view: a click or drag shows another part, the wheel zooms. Nodes
 * of one colour are one path, because an element for each takes longer to draw than the graph.
 */
export function Overview<One extends PositionedNode>({ nodes, selected, colourOf }: OverviewProps<One>) {
  const flow = useReactFlow()
  const view = useView()
  const bounds = useMemo(() => boundsOf(nodes), [nodes])
  const shapes = useMemo(() => shapesOf(nodes, colourOf), [nodes, colourOf])
  const chosen = nodes.find(({ id }) => id === selected)
  const around = aroundOf(bounds, view)
  const show = ({ buttons, clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    if (buttons !== 1) return
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    const x = around.x + ((clientX - left) / width) * around.width
    const y = around.y + ((clientY - top) / height) * around.height
    void flow.setCenter(x, y, { zoom: flow.getZoom() })
  }
  return (
    <Panel position="bottom-right" className={styles.overview ?? ''}>
      <svg
        {...size}
        role="img"
        aria-label={texts.overview}
        viewBox={[around.x, around.y, around.width, around.height].join(' ')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          show(event)
        }}
        onPointerMove={show}
        onWheel={({ deltaY }) => void flow.zoomTo(flow.getZoom() * wheelStep ** -deltaY)}
      >
        {shapes.map(([colour, path]) => (
          <path key={colour} d={path} style={{ fill: colour }} />
        ))}
        {chosen && <path d={pathOf(chosen)} className={styles.chosen} />}
        <path className={styles.mask} fillRule="evenodd" d={rectangle(around) + rectangle(view)} />
      </svg>
    </Panel>
  )
}

/** Returns the part of the graph in view, in its own coordinates. */
function useView(): Box {
  const [x, y, zoom] = useStore(({ transform }) => transform)
  const [width, height] = [useStore((flow) => flow.width), useStore((flow) => flow.height)]
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}

/** Returns the smallest box with all nodes. */
function boundsOf(nodes: readonly PositionedNode[]): Box {
  if (nodes.length === 0) return { x: 0, y: 0, width: 0, height: 0 }
  const [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const corners = { left: first, top: first, right: last, bottom: last }
  for (const { position, width, height } of nodes) {
    corners.left = Math.min(corners.left, position.x)
    corners.top = Math.min(corners.top, position.y)
    corners.right = Math.max(corners.right, position.x + width)
    corners.bottom = Math.max(corners.bottom, position.y + height)
  }
  const { left, top, right, bottom } = corners
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Returns a box of the shape of the overview around both boxes, with a margin. */
function aroundOf(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  const width = Math.max(one.x + one.width, other.x + other.width) - x
  const height = Math.max(one.y + one.height, other.y + other.height) - y
  const scale = 1.1 * Math.max(width / size.width, height / size.height, 1 / size.width)
  const [outerWidth, outerHeight] = [size.width * scale, size.height * scale]
  return { x: x - (outerWidth - width) / 2, y: y - (outerHeight - height) / 2, width: outerWidth, height: outerHeight }
}

/** Returns a path of all nodes for each colour. */
function shapesOf<One extends PositionedNode>(nodes: readonly One[], colourOf: (node: One) => string) {
  const parts = new Map<string, string[]>()
  for (const node of nodes) {
    const colour = colourOf(node)
    const paths = parts.get(colour) ?? []
    parts.set(colour, paths)
    paths.push(pathOf(node))
  }
  return [...parts].map(([colour, paths]) => [colour, paths.join('')] as const)
}

function pathOf({ position: { x, y }, width, height }: PositionedNode): string {
  const round = Math.min(radius, width / 2, height / 2)
  const [across, down] = [width - 2 * round, height - 2 * round]
  const corner = (dx: number, dy: number) => `a${round} ${round} 0 0 1 ${dx * round} ${dy * round}`
  return `M${x + round} ${y}h${across}${corner(1, 1)}v${down}${corner(-1, 1)}h${-across}${corner(-1, -1)}v${-down}${corner(1, -1)}z`
}

function rectangle({ x, y, width, height }: Box): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}
