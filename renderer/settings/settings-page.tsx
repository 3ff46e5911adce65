import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { AddWatched } from './add-watched.tsx'
import { Backups } from './backups.tsx'
import { FileVerification } from './file-verification.tsx'
import { ObjectStorage } from './object-storage.tsx'
import styles from './settings-page.module.css'
import { Tags } from './tags.tsx'
import { WatchedRow } from './watched-row.tsx'
import { Webhooks } from './webhooks.tsx'

/** The settings of the library. */
export function SettingsPage() {
  const { data: folders, error, refetch } = useQuery(api.watched.list.queryOptions())
  return (
    <section aria-label="Settings">
      <Inspector>
        <LibraryFacts />
      </Inspector>
      <Toolbar title="Settings" />
      <div className={styles.scroller}>
        <section className={styles.part} aria-labelledby="watched-folders">
          <h2 id="watched-folders">Watched folders</h2>
          <p>
            Rushes imports new videos from these folders once they have stopped growing. Files stay in place. A deleted
            file is marked as missing and its take stays. Folders on a disconnected disk are skipped.
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
        <ObjectStorage />
        <Webhooks />
        <Tags />
        <Backups />
        <FileVerification />
      </div>
    </section>
  )
}
