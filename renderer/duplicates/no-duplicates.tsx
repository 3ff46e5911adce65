import { useQuery } from '@tanstack/react-query'
import { Copy, ScanEye } from 'lucide-react'
import { farthestDistance } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { LibraryLink } from '../components/library-link.tsx'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { scanLibrary, useIsHashing } from './hashing-line.tsx'
import { DeskHint } from './inspector-hint.tsx'
import { texts } from './texts.ts'

/** The empty state of similar takes: not scanned yet, or none within the distance. */
export function NoDuplicates() {
  const { distance, change } = useDuplicatesSearch()
  const { data, error, refetch } = useQuery(api.duplicates.status.queryOptions())
  const isRunning = useIsHashing()
  // Without the status, the two cases cannot be told apart.
  if (!data)
    return error && <ErrorState title={texts.couldntLoadTheSimilarity} error={error} onRetry={() => void refetch()} />
  const isNew = data.hashed === 0 && data.due > 0
  return (
    <>
      <DeskHint title={texts.duplicates}>{texts.compareHint}</DeskHint>
      <EmptyState
        icon={isNew ? ScanEye : Copy}
        title={isNew ? texts.notScannedYet : texts.noSimilarTakes}
        actions={
          isNew ? (
            !isRunning && <Button onClick={scanLibrary}>{texts.scanLibrary}</Button>
          ) : data.hashed === 0 ? (
            <LibraryLink />
          ) : (
            distance < farthestDistance && (
              <Button onClick={() => change({ distance: farthestDistance })}>{texts.widenTheSearch}</Button>
            )
          )
        }
      >
        {isNew ? texts.scanHint(formatCount(data.due, 'take')) : texts.scannedHint}
      </EmptyState>
    </>
  )
}
