import { useNavigate } from '@tanstack/react-router'
import { withParts } from '../../shared/query/query-subjects.ts'
import { type LibrarySearch, libraryPart, queryOf, withQuery } from '../components/takes/library-search.ts'

/** Returns a function that changes the order and the groups in the address. */
export function useChangeOrder(): (changes: Pick<LibrarySearch, 'sort' | 'order' | 'groups'>) => void {
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
