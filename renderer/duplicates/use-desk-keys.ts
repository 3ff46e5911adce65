import { useEffect, useRef } from 'react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import { isTaken } from '../components/keys.ts'
import { decisionOrder, decisionWords } from './decision-words.ts'

interface DeskMoves {
  decide: (decision: DuplicateDecision | undefined) => void
  keepOther: () => void
  /** To another take of the group. */
  walk: (by: number) => void
  /** To another group. */
  move: (by: number) => void
  toggle: () => void
  step: (frames: number) => void
}

/** The keys of the desk, wherever the focus is but in a field. */
export function useDeskKeys(moves: DeskMoves): void {
  const now = useRef(moves)
  now.current = moves
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const act = actionOf(event.key, now.current)
      // The position has its own arrows.
      if (!act || (event.target instanceof HTMLInputElement && event.key.startsWith('Arrow'))) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function actionOf(key: string, moves: DeskMoves): (() => void) | undefined {
  const decision = decisionOrder.find((one) => decisionWords[one].key === key.toUpperCase())
  if (decision) return () => moves.decide(decision)
  return {
    m: moves.keepOther,
    M: moves.keepOther,
    Backspace: () => moves.decide(undefined),
    ArrowUp: () => moves.move(-1),
    ArrowDown: () => moves.move(1),
    ArrowLeft: () => moves.walk(-1),
    ArrowRight: () => moves.walk(1),
    ' ': moves.toggle,
    ',': () => moves.step(-1),
    '.': () => moves.step(1),
  }[key]
}
