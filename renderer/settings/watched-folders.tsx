import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { AddWatched } from './add-watched.tsx'
import styles from './settings-page.module.css'
import { WatchedRow } from './watched-row.tsx'

/** The watched folders, to add, pause and remove. */
export function WatchedFolders() {
  const { data: folders, error, refetch } = useQuery(api.watched.list.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="watched-folders">
      <h2 id="watched-folders">Watched folders</h2>
      <p>
        Rushes imports new videos from these folders once they have stopped growing. Files stay in place. A deleted file
        is marked as missing and its take stays. Folders on a disconnected disk are skipped.
      </p>
      {error && !folders && (
        <ErrorState title="Couldn’t load watched folders" error={error} onRetry={() => void refetch()} />
      )}
      {folders && folders.length > 0 && (
        <ul className={styles.folders}>
          {folders.map((folder) => (
            <WatchedRow key={folder.path} folder={folder} />
          ))}
        </ul>
      )}
      <AddWatched />
    </section>
  )
}
