import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Deck, DeckState } from './deck.ts'
import { texts } from './texts.ts'
import { shownView, type TimeView } from './time-view.ts'

const DeckContext = createContext<Deck | null>(null)
export const DeckProvider = DeckContext.Provider

/** Returns the deck of the surrounding player. @throws if there is none. */
export function useDeck(): Deck {
  const deck = useContext(DeckContext)
  if (!deck) throw new Error(texts.usedeckWasCalledOutside)
  return deck
}

/** Returns a selected part of the player's state; the component renders again only when that part changes. */
export function useDeckState<Part>(select: (state: DeckState) => Part): Part {
  return useStore(useDeck().store, select)
}

/** Returns the part of the take that the time axis shows. */
export function useTimeView(): TimeView {
  const view = useDeckState((state) => state.view)
  const durationSeconds = useDeckState((state) => state.durationSeconds)
  return useMemo(() => shownView(view, durationSeconds), [view, durationSeconds])
}
