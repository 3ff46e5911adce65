import { useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { partsOfQuery } from '../../shared/query/query-subjects.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { texts } from './texts.ts'

function reasonFor(query: string): string {
  const parts = partsOfQuery(query)
  const [first, ...more] = parts
  if (first?.is === 'text' && first.field === 'source' && more.length === 0)
    return texts.thereAreNoTakes(sourceName(first.value).toLowerCase())
  const isWords = parts.length > 0 && parts.every((part) => part.is === 'words')
  return isWords ? texts.reasonForText(query) : texts.noTakesMatchAll
}

/** The empty state of a library with takes of which none match the filter. */
export function NoMatch({ filter }: { filter: Filter }) {
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={SearchX}
      title={texts.noResults}
      role="status"
      actions={<Button onClick={() => void navigate({ to: '/', search: {} })}>{texts.showAllTakes}</Button>}
    >
      {reasonFor(filter.query ?? '')}
    </EmptyState>
  )
}
