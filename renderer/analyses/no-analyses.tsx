import { Activity, SearchX } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LibraryLink } from '../components/library-link.tsx'
import { useAnalysesSearch } from './analyses-search.ts'
import { texts } from './texts.ts'

/** The empty state of the view: no analyses yet, or none that match the filter. */
export function NoAnalyses({ isFiltered }: { isFiltered: boolean }) {
  const { change } = useAnalysesSearch()
  if (isFiltered)
    return (
      <EmptyState
        icon={SearchX}
        title={texts.noMatchingAnalyses}
        actions={
          <Button onClick={() => change({ path: undefined, state: undefined, analyser: undefined, config: undefined })}>
            {texts.showAllAnalyses}
          </Button>
        }
      >
        {texts.changeFilters}
      </EmptyState>
    )
  return (
    <EmptyState icon={Activity} title={texts.noAnalysesYet} actions={<LibraryLink />}>
      {texts.howToAnalyse}
    </EmptyState>
  )
}
