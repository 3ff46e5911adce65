import { useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { kindsOf } from './filter.ts'

function reasonFor(filter: Filter): string {
  const { search, source_type } = filter
  const [kind, ...more] = kindsOf(filter)
  if (search === undefined && kind === 'source_type' && more.length === 0)
    return `There are no ${sourceName(source_type ?? '').toLowerCase()} takes yet.`
  if (search === undefined) return 'No takes match all filters.'
  const where = kind === undefined ? '' : ' and matches the filters'
  return `No take has “${search}” in its name, file, prompt, workflow or tags${where}.`
}

/** The empty state of a library with takes of which none match the filter. */
export function NoMatch({ filter }: { filter: Filter }) {
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={SearchX}
      title="No results"
      role="status"
      actions={<Button onClick={() => void navigate({ to: '/', search: {} })}>Show all takes</Button>}
    >
      {reasonFor(filter)}
    </EmptyState>
  )
}
