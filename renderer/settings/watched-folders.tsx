import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { AddWatched } from './add-watched.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'
import { WatchedRow } from './watched-row.tsx'

/** The watched folders, to add, pause and remove. */
export function WatchedFolders() {
  const { data: folders, error, refetch } = useQuery(api.watched.list.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="watched-folders">
      <h2 id="watched-folders">{texts.watchedFolders}</h2>
      <p>{texts.watchedFoldersText}</p>
      {error && !folders && (
        <ErrorState title={texts.couldntLoadWatchedFolders} error={error} onRetry={() => void refetch()} />
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
