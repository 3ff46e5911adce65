import { useEffect, useRef } from 'react'
import { isTaken } from '../components/keys.ts'
import { chordOf } from '../player/chord.ts'
import { directionWords } from './lineage-header.tsx'
import type { Depth, LineageView } from './lineage-search.ts'

const depthOf: Record<string, Depth> = { 1: '1', 2: '2', 3: '3', 5: '5', 0: 'all' }

interface LineageMoves {
  view: LineageView
  back: () => void
  /** Starts from the take that is looked at. */
  centre: () => void
}

/** Acts by key, unless something else takes it. */
export function useLineageKeys(moves: LineageMoves): void {
  const latest = useRef(moves)
  latest.current = moves
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (chord === null || isTaken(event)) return
      const { view, back, centre } = latest.current
      const depth = depthOf[chord]
      if (depth !== undefined) view.change({ depth })
      else if (chord === 'd') view.change({ direction: after(view.direction) })
      else if (chord === 'c') centre()
      else if (chord === 'Escape' || chord === 'Backspace') back()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function after(direction: LineageView['direction']): LineageView['direction'] {
  const order = directionWords.map(([value]) => value)
  return order[(order.indexOf(direction) + 1) % order.length] ?? 'both'
}
