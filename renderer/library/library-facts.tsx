import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from '../components/fact-list.tsx'
import styles from './selection-inspector.module.css'

/** About the library itself, with a word on what else could be seen here. */
export function LibraryFacts({ hint }: { hint?: string }) {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  return (
    <div className={styles.column}>
      <h2 className={styles.title}>This library</h2>
      <FactList
        facts={[
          ['Takes', formatCount(data.videos)],
          ['Size', formatBytes(data.size_bytes)],
          ['Folder', data.folder],
        ]}
      />
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
