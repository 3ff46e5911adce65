import { useEffect, useEffectEvent, useRef } from 'react'
import { client } from '../client.ts'
import type { Layout } from '../components/layout-choice.tsx'
import { useSelection } from '../state/selection.ts'

interface NamedImage {
  /** Id in the address. */
  named: string | undefined
  /** Puts an id into the address. */
  name: (id: string | undefined) => void
  /** True if the list is that of all images, newest first: the library knows an image's rank in that only. */
  isInOrder: boolean
  layout: Layout
  total: number | undefined
  selectKey: (id: string, index: number) => void
}

/** Selects the image that the address names, wherever in the list it is. Returns a function that names another one. */
export function useNamedImage({ named, name, isInOrder, layout, total, selectKey }: NamedImage) {
  // The image that is already selected. An id that this page put there itself needs no request for its rank.
  const followed = useRef<string>(undefined)
  const follow = useEffectEvent((id: string, rank: number) => {
    followed.current = `${layout} ${id}`
    selectKey(id, layout === 'grid' ? rank : (total ?? 0) - 1 - rank)
  })
  const isRead = total !== undefined
  useEffect(() => {
    if (named === undefined || `${layout} ${named}` === followed.current || !isInOrder || !isRead) return
    let isWanted = true
    // Errors are ignored here: the inspector says if the image no longer exists.
    client.images.get({ id: named }).then(
      ({ rank }) => isWanted && follow(named, rank),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [named, isInOrder, layout, isRead])
  return (id: string | undefined) => {
    followed.current = id && `${layout} ${id}`
    name(id)
  }
}

/** Selects the first image of a search that was confirmed with Enter, once its list is on screen. */
export function useFirstFound(query: string, total: number | undefined, selectFirst: () => void): void {
  const firstOf = useSelection((selection) => selection.firstOf)
  const isFound = total !== undefined && total > 0 && firstOf === query
  const select = useEffectEvent(() => {
    useSelection.setState({ firstOf: null })
    selectFirst()
  })
  useEffect(() => {
    if (isFound) select()
  }, [isFound])
}
