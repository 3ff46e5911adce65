import { useNavigate } from '@tanstack/react-router'
import { videoFilterSchema } from '../../shared/contract/video-query.ts'
import { type Filter, type LibrarySearch, libraryPart } from '../components/takes/library-search.ts'

/** Fields of a filter in the menu: all but the search and the order. */
export type FilterKind = Exclude<keyof Filter, 'search' | 'sort' | 'order'>

const kinds = Object.keys(videoFilterSchema.shape).filter((name) => name !== 'search') as FilterKind[]

/** Lists the fields that a filter sets. */
export function kindsOf(filter: Filter): FilterKind[] {
  return kinds.filter((kind) => filter[kind] !== undefined)
}

/** Returns whether a filter excludes any takes. */
export function isNarrowed(filter: Filter): boolean {
  return filter.search !== undefined || kindsOf(filter).length > 0
}

/** Returns a function that changes parts of the filter in the address; undefined removes a part. */
export function useChangeFilter(): (changes: Partial<Filter>) => void {
  const navigate = useNavigate()
  return (changes) => void navigate({ to: '/', search: (now: LibrarySearch) => ({ ...libraryPart(now), ...changes }) })
}
