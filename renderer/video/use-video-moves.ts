import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { rate } from '../components/tags/rate.ts'
import type { LibrarySearch } from '../components/takes/library-search.ts'
import { useOpenLineage } from '../components/takes/open-lineage.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { editName } from '../state/renaming.ts'
import { startTagging } from '../state/tagging.ts'
import { useStep } from './neighbours.ts'

export interface VideoMoves {
  toLibrary: () => void
  toPrevious: () => void
  toNext: () => void
  /** Opens the lineage of the video. */
  toLineage: () => void
  /** Lists the changes of the video. */
  toHistory: () => void
  /** Asks which frames to extract. */
  newTimeline: () => void
  /** Sets the rating; null clears it. */
  rate: (rating: number | null) => void
  /** Focuses the tag field. */
  tag: () => void
  /** Starts editing the name. */
  rename: () => void
  /** Removes the video from the library and leaves its page. */
  remove: () => Promise<void>
}

/** Returns the actions on the page of a video. Navigation keeps the library's filter. */
export function useVideoMoves(id: string): VideoMoves {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const open = useOpenTake()
  const openLineage = useOpenLineage()
  const step = useStep(id, open)
  const toLibrary = () => {
    if (canGoBack) history.back()
    else void navigate({ to: '/', search: (now: LibrarySearch) => now })
  }
  return {
    toLibrary,
    toPrevious: () => step('previous'),
    toNext: () => step('next'),
    toLineage: () => openLineage({ video_id: id }),
    toHistory: () => void navigate({ to: '/history', search: { of: id } }),
    newTimeline: () => openNewTimeline(id),
    rate: (rating) => void rate('video', [id], rating),
    tag: startTagging,
    rename: () => editName(id),
    remove: async () => {
      if (await removeTakes([id])) toLibrary()
    },
  }
}
