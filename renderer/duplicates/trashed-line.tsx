import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { restoreCopies } from './copy-actions.ts'
import styles from './duplicates-page.module.css'
import { texts } from './texts.ts'

/**
 * Counts the copies that the last step moved to the trash, with a button to restore them. It remains after a restart.
 */
export function TrashedLine() {
  const { data } = useQuery(api.duplicates.trashed.queryOptions())
  const [last, ...earlier] = data ?? []
  if (!last) return null
  const before = earlier.reduce((sum, { copies }) => sum + copies, 0)
  return (
    <p className={styles.due}>
      {formatCount(last.copies, 'copy', 'copies')} {texts.inTheLibrarysTrash} {formatBytes(last.size_bytes)}
      {before > 0 && texts.andFromEarlierSteps(formatCount(before))}.
      <Button variant="link" onClick={() => void restoreCopies(last.id)}>
        {texts.restore(last.copies === 1 ? 'it' : 'them')}
      </Button>
    </p>
  )
}
