import { Activity, SearchX } from 'lucide-react'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useAnalysesSearch } from './analyses-search.ts'

/** The empty state of the view: no analyses yet, or none that match the filter. */
export function NoAnalyses({ isFiltered }: { isFiltered: boolean }) {
  const { change } = useAnalysesSearch()
  if (isFiltered)
    return (
      <EmptyState
        icon={SearchX}
        title="No matching analyses"
        actions={
          <Button onClick={() => change({ path: undefined, state: undefined, analyser: undefined, config: undefined })}>
            Show all analyses
          </Button>
        }
      >
        Change or clear the filters to see more.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Activity}
      title="No analyses yet"
      actions={
        <ButtonLink to="/" search={{}}>
          Go to Library
        </ButtonLink>
      }
    >
      Open a take and choose Analyse, or select several in the library. Results are cached here and re-run only when a
      file or a configuration changes.
    </EmptyState>
  )
}
