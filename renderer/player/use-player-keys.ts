import { useEffect } from 'react'
import { isTaken } from '../components/keys.ts'
import { chordOf } from './chord.ts'
import { type PlayerCommand, playerCommands } from './commands.ts'
import type { Deck } from './deck.ts'

const commandOf = new Map<string, PlayerCommand>(
  Object.values(playerCommands).map((command) => [command.chord, command]),
)

/** The player's keys work wherever the focus is, but not while something else takes them. */
export function usePlayerKeys(deck: Deck): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf.get(chordOf(event) ?? '')
      if (!command || isTaken(event)) return
      event.preventDefault()
      command.run(deck)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [deck])
}
