import { type FitViewOptions, useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback, useEffect, useEffectEvent, useRef } from 'react'
import type { PositionedNode } from './graph-moves.ts'

export const farthest = 0.03
/** Smallest zoom of the first view; a larger graph is cut off at the edges. */
const farthestAtFirst = 0.2
export const fitting = { padding: 0.1, maxZoom: 1, minZoom: farthest }

/**
 * Returns how to fit the first view: the whole graph, or the surroundings of `begin` if the whole would be too small to
 * read.
 */
export function fittingAtFirst(nodes: readonly PositionedNode[], begin: string | undefined): FitViewOptions {
  const right = nodes.reduce((most, { position, width }) => Math.max(most, position.x + width), 0)
  const bottom = nodes.reduce((most, { position, height }) => Math.max(most, position.y + height), 0)
  // At half of its size the graph would not fit its part of the window.
  const isLarge = right > 1.3 * window.innerWidth || bottom > 1.7 * window.innerHeight
  if (begin === undefined || !isLarge) return { ...fitting, minZoom: farthestAtFirst }
  return { ...fitting, maxZoom: 0.7, nodes: [{ id: begin }] }
}

/**
 * Returns a function that scrolls a node into view, the whole of it; with `isPartEnough`, only if no part of it is in
 * view.
 */
export function useShowNode(wrapper: RefObject<HTMLDivElement | null>, nodes: readonly PositionedNode[]) {
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

interface FirstView {
  /** The options of the first fit. */
  first: FitViewOptions
  show: (id: string) => void
  selected: string | undefined
  begin: string | undefined
}

/**
 * Fits the graph again after its part of the window has changed its size; once a person has selected a node or moved
 * the view, it only keeps that node, or the first one, in sight. Returns the function that says whether the view was
 * moved.
 */
export function useFitAfterResize(wrapper: RefObject<HTMLDivElement | null>, view: FirstView) {
  const flow = useReactFlow()
  const isMoved = useRef(false)
  const fitAgain = useEffectEvent(() => {
    const { first, show, selected, begin } = view
    const kept = selected ?? begin
    if (selected === undefined && !isMoved.current) void flow.fitView(first)
    else if (kept !== undefined) show(kept)
  })
  useEffect(() => {
    if (!wrapper.current) return undefined
    let isFirst = true
    const observer = new ResizeObserver(() => {
      if (!isFirst) fitAgain()
      isFirst = false
    })
    observer.observe(wrapper.current)
    return () => observer.disconnect()
  }, [wrapper])
  return useCallback((moved: boolean) => {
    isMoved.current = moved
  }, [])
}

/** Scrolls a node into view that was selected outside of the graph. */
export function useShowChosen(show: (id: string, isPartEnough: boolean) => void, selected: string | undefined): void {
  const before = useRef(selected)
  useEffect(() => {
    if (selected !== undefined && selected !== before.current) show(selected, true)
    before.current = selected
  })
}
