import { useQuery } from '@tanstack/react-query'
import type { Collection } from '../../../shared/contract/collections.ts'
import { api } from '../../client.ts'
import { useFilter } from '../takes/library-search.ts'
import { collectionOfQuery } from './collection-actions.ts'

/** Returns all collections by name; empty until they are loaded. */
export function useCollections(): readonly Collection[] {
  return useQuery(api.collections.list.queryOptions()).data ?? []
}

/** Returns the collection on screen: the one that is all that the query of the library asks for. */
export function useOpenCollection(): Collection | undefined {
  return collectionOfQuery(useFilter().query ?? '', useCollections())
}
