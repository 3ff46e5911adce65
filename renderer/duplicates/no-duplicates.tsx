import { useQuery } from '@tanstack/react-query'
import { Copy, ScanEye } from 'lucide-react'
import { farthestDistance } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import styles from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'
import { DeskHint } from './desk-hint.tsx'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { lookAtTakes, useIsHashing } from './hashing-line.tsx'

/** Nothing to show: nobody has looked yet, or nothing looks so much alike. */
export function NoDuplicates() {
  const { distance, change } = useDuplicatesSearch()
  const { data, error, refetch } = useQuery(api.duplicates.status.queryOptions())
  const isRunning = useIsHashing()
  // Without it nobody can say whether there are none, or none that anybody looked at.
  if (!data)
    return (
      error && (
        <Trouble
          title="What was looked at could not be read"
          message={errorWords(error)}
          onRetry={() => void refetch()}
        />
      )
    )
  const isNew = data.hashed === 0 && data.due > 0
  return (
    <div className={styles.blank}>
      <DeskHint title="Duplicates">
        Takes that look alike stand here side by side, with what differs. What you decide of two is kept for good, and
        can be undone.
      </DeskHint>
      <span className={styles.mark}>
        <Icon of={isNew ? ScanEye : Copy} size={22} />
      </span>
      <h2>{isNew ? 'Nobody has looked yet' : 'No takes look alike'}</h2>
      <p>
        {isNew
          ? `To find takes that look alike, Rushes looks once at 25 frames of each. There are ${formatCount(data.due, 'take')} to look at; it goes on in the background.`
          : 'Encoded again, scaled or trimmed by a little, takes show up here. What was decided once does not come back.'}
      </p>
      {isNew && !isRunning && (
        <button type="button" className={styles.button} onClick={lookAtTakes}>
          Look at all takes
        </button>
      )}
      {!isNew && distance < farthestDistance && (
        <button type="button" className={styles.button} onClick={() => change({ distance: farthestDistance })}>
          Search as far as it goes
        </button>
      )}
    </div>
  )
}
