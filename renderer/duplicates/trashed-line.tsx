import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { putCopiesBack } from './copy-actions.ts'
import styles from './duplicates-page.module.css'

/** Says what the last step took to the trash, as long as it is there: the way back after a restart. */
export function TrashedLine() {
  const { data } = useQuery(api.duplicates.trashed.queryOptions())
  const [last, ...earlier] = data ?? []
  if (!last) return null
  const before = earlier.reduce((sum, { copies }) => sum + copies, 0)
  return (
    <p className={styles.due}>
      {formatCount(last.copies, 'copy', 'copies')} in the trash of the library, {formatBytes(last.size_bytes)}
      {before > 0 && `, and ${formatCount(before)} of earlier steps`}.
      <button type="button" onClick={() => void putCopiesBack(last.id)}>
        Put {last.copies === 1 ? 'it' : 'them'} back
      </button>
    </p>
  )
}
