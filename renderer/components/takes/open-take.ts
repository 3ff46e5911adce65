import { useNavigate, useRouterState } from '@tanstack/react-router'
import { type OpenedMoment, setMoment } from '../../state/opened-moment.ts'
import { type LibrarySearch, libraryPart } from './library-search.ts'

/** Returns whether the library view is open. */
export function useIsLibrary(): boolean {
  return useRouterState({ select: (state) => state.location.pathname === '/' })
}

/**
 * Returns a function that opens a take, at a moment if one is given. From the library or another take, the library's
 * filter is kept. From a take, the new take replaces it in the history, so that Back always leads to the page from
 * which the first one was opened.
 */
export function useOpenTake(): (id: string, moment?: Omit<OpenedMoment, 'videoId'>) => void {
  const navigate = useNavigate()
  const isLibrary = useIsLibrary()
  const isTake = useRouterState({ select: (state) => state.location.pathname.startsWith('/videos/') })
  return (id, moment) => {
    setMoment(moment ? { videoId: id, ...moment } : null)
    void navigate({
      to: '/videos/$id',
      params: { id },
      search: (now: LibrarySearch) => (isLibrary || isTake ? libraryPart(now) : {}),
      replace: isTake,
    })
  }
}
