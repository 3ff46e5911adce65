import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Deck, DeckState } from './deck.ts'

const DeckContext = createContext<Deck | null>(null)
export const DeckProvider = DeckContext.Provider

/** The player that a control belongs to. */
export function useDeck(): Deck {
  const deck = useContext(DeckContext)
  if (!deck) throw new Error('A control of the player stands outside of <Player>.')
  return deck
}

/** A part of the player's state; the control is drawn again only when this part changes. */
export function useDeckState<Part>(select: (state: DeckState) => Part): Part {
  return useStore(useDeck().store, select)
}
