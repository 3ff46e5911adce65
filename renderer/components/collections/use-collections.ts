import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Collection } from '../../../shared/contract/collections.ts'
import { api } from '../../client.ts'
import { type LibrarySearch, queryOf } from '../takes/library-search.ts'
import { collectionOfQuery } from './collection-actions.ts'

/** Returns all collections by name; empty until they are loaded. */
export function useCollections(): readonly Collection[] {
  return useQuery(api.collections.list.queryOptions()).data ?? []
}

/**
 * Returns the collection on screen: the one that is all that the query of the library asks for. A query without one
 * renders nothing anew, so that the sidebar does not cost time with each letter of a search.
 */
export function useOpenCollection(): Collection | undefined {
  const collections = useCollections()
  const select = (search: LibrarySearch) => collectionOfQuery(queryOf(search), collections)?.id
  const id = useSearch({ strict: false, select })
  return collections.find((collection) => collection.id === id)
}
