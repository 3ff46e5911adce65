import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { removeTakes } from '../components/remove-takes.ts'
import type { LibrarySearch } from '../library/filter.ts'
import type { Neighbours } from './neighbours.ts'

export interface VideoMoves {
  toLibrary: () => void
  toPrevious: () => void
  toNext: () => void
  /** Takes the video out of the library and leaves its page. */
  remove: () => Promise<void>
}

/** Where one can go from a video. All of it keeps what narrows the library. */
export function useVideoMoves(id: string, neighbours: Neighbours | undefined): VideoMoves {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const show = (other: string | null | undefined) => {
    // A neighbour takes this video's place in the history, so that one step back is always the library.
    if (other)
      void navigate({ to: '/videos/$id', params: { id: other }, search: (now: LibrarySearch) => now, replace: true })
  }
  const toLibrary = () => {
    if (canGoBack) history.back()
    else void navigate({ to: '/', search: (now: LibrarySearch) => now })
  }
  return {
    toLibrary,
    toPrevious: () => show(neighbours?.previous),
    toNext: () => show(neighbours?.next),
    remove: async () => {
      if (await removeTakes([id])) toLibrary()
    },
  }
}
