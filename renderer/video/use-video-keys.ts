import { useEffect, useRef } from 'react'
import { isTaken } from '../components/keys.ts'
import { chordOf } from '../player/chord.ts'
import { ratingOf, taggingKeys } from '../tagging/rating-words.ts'
import type { VideoMoves } from './use-video-moves.ts'

/** The keys of a video's page beside those of its player. */
export const videoKeys = [
  { key: 'Esc', words: 'Back to the library' },
  { key: '↑', words: 'Previous take' },
  { key: '↓', words: 'Next take' },
  { key: 'G', words: 'Lineage' },
  ...taggingKeys,
  { key: 'F2', words: 'Rename' },
  { key: 'Del', words: 'Remove from library' },
] as const

const moveOf: Record<string, Exclude<keyof VideoMoves, 'rate'>> = {
  Escape: 'toLibrary',
  Backspace: 'toLibrary',
  ArrowUp: 'toPrevious',
  PageUp: 'toPrevious',
  ArrowDown: 'toNext',
  PageDown: 'toNext',
  g: 'toLineage',
  t: 'tag',
  F2: 'rename',
  Delete: 'remove',
}

/** Moves by key, but not while something else takes it; in full screen Esc leaves only that. */
export function useVideoKeys(moves: VideoMoves): void {
  const latest = useRef(moves)
  latest.current = moves
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const [move, rating] = [moveOf[chordOf(event) ?? ''], ratingOf(chordOf(event))]
      if ((!move && rating === undefined) || isTaken(event) || document.fullscreenElement) return
      event.preventDefault()
      if (move) void latest.current[move]()
      else if (rating !== undefined) latest.current.rate(rating)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
