import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { removeTakes } from '../components/remove-takes.ts'
import { type LibrarySearch, useOpenTake } from '../library/filter.ts'
import { useOpenLineage } from '../lineage/lineage-search.ts'
import { startTagging } from '../state/tagging.ts'
import { rateTakes } from '../tagging/rate-takes.ts'
import { editName } from './edit-name.ts'
import type { Neighbours } from './neighbours.ts'

export interface VideoMoves {
  toLibrary: () => void
  toPrevious: () => void
  toNext: () => void
  /** To the graph of what it was made from, and what was made from it. */
  toLineage: () => void
  /** Gives it stars, null for none. */
  rate: (rating: number | null) => void
  /** Goes to the field for its tags. */
  tag: () => void
  /** Starts editing its name. */
  rename: () => void
  /** Takes the video out of the library and leaves its page. */
  remove: () => Promise<void>
}

/** Where one can go from a video. All of it keeps what narrows the library. */
export function useVideoMoves(id: string, neighbours: Neighbours | undefined): VideoMoves {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const open = useOpenTake()
  const openLineage = useOpenLineage()
  const show = (other: string | null | undefined) => {
    if (other) open(other)
  }
  const toLibrary = () => {
    if (canGoBack) history.back()
    else void navigate({ to: '/', search: (now: LibrarySearch) => now })
  }
  return {
    toLibrary,
    toPrevious: () => show(neighbours?.previous),
    toNext: () => show(neighbours?.next),
    toLineage: () => openLineage(id),
    rate: (rating) => void rateTakes([id], rating),
    tag: startTagging,
    rename: () => editName(id),
    remove: async () => {
      if (await removeTakes([id])) toLibrary()
    },
  }
}
