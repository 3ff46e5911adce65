import { useNavigate } from '@tanstack/react-router'
import { withParts } from '../../shared/query/query-subjects.ts'
import { type Filter, type LibrarySearch, libraryPart, queryOf, withQuery } from '../components/takes/library-search.ts'

/** Returns a function that changes the order in the address. */
export function useChangeOrder(): (changes: Pick<Filter, 'sort' | 'order'>) => void {
  const navigate = useNavigate()
  return (changes) => void navigate({ to: '/', search: (now: LibrarySearch) => ({ ...libraryPart(now), ...changes }) })
}

/** Returns a function that changes the query in the address. */
export function useChangeQuery(): (change: (query: string) => string) => void {
  const navigate = useNavigate()
  return (change) => void navigate({ to: '/', search: (now: LibrarySearch) => withQuery(now, change(queryOf(now))) })
}

/** Returns a function that puts other parts in place of those that are about some subjects. */
export function useChangeParts(): (subjects: readonly string[], parts: readonly string[]) => void {
  const change = useChangeQuery()
  return (subjects, parts) => change((query) => withParts(query, subjects, parts))
}
