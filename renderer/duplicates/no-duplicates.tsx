import { useQuery } from '@tanstack/react-query'
import { Copy, ScanEye } from 'lucide-react'
import { farthestDistance } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { scanLibrary, useIsHashing } from './hashing-line.tsx'
import { DeskHint } from './inspector-hint.tsx'

/** The empty state of similar takes: not scanned yet, or none within the distance. */
export function NoDuplicates() {
  const { distance, change } = useDuplicatesSearch()
  const { data, error, refetch } = useQuery(api.duplicates.status.queryOptions())
  const isRunning = useIsHashing()
  // Without the status, the two cases cannot be told apart.
  if (!data)
    return (
      error && <ErrorState title="Couldn’t load the similarity scan" error={error} onRetry={() => void refetch()} />
    )
  const isNew = data.hashed === 0 && data.due > 0
  return (
    <>
      <DeskHint title="Duplicates">
        Compare similar takes side by side and decide which to keep. Decisions are kept for good, and you can undo them.
      </DeskHint>
      <EmptyState
        icon={isNew ? ScanEye : Copy}
        title={isNew ? 'Not scanned yet' : 'No similar takes'}
        actions={
          isNew
            ? !isRunning && <Button onClick={scanLibrary}>Scan library</Button>
            : distance < farthestDistance && (
                <Button onClick={() => change({ distance: farthestDistance })}>Widen the search</Button>
              )
        }
      >
        {isNew
          ? `Scan the library to compare ${formatCount(data.due, 'take')}. Rushes reads 25 frames of each in the background.`
          : 'Takes that were re-encoded, scaled or trimmed slightly appear here. Decided pairs do not come back.'}
      </EmptyState>
    </>
  )
}
