import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { isAbout, partsOfQuery } from '../../shared/query/query-subjects.ts'
import { FilterChips } from '../components/filters/filter-chips.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { facetsQuery } from './facets-query.ts'
import { useChangeQuery } from './filter.ts'

/** The chips of the query of the library, with the names of its workflows. */
export function TakeChips({ filter: { query } }: { filter: Filter }) {
  const change = useChangeQuery()
  const isNamed = partsOfQuery(query ?? '').some((part) => isAbout(part, ['workflow']))
  const { data: facets } = useQuery({ ...facetsQuery({}), enabled: isNamed, placeholderData: keepPreviousData })
  const nameOf = (id: string) => facets?.workflow_id.find(({ value }) => value === id)?.name ?? id
  return <FilterChips query={query} onChange={change} nameOf={nameOf} />
}
