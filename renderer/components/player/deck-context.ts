import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Deck, DeckState } from './deck.ts'

const DeckContext = createContext<Deck | null>(null)
export const DeckProvider = DeckContext.Provider

/** Returns the deck of the surrounding player. @throws if there is none. */
export function useDeck(): Deck {
  const deck = useContext(DeckContext)
  if (!deck) throw new Error('useDeck was called outside of <Player>.')
  return deck
}

/** Returns a selected part of the player's state; the component renders again only when that part changes. */
export function useDeckState<Part>(select: (state: DeckState) => Part): Part {
  return useStore(useDeck().store, select)
}
