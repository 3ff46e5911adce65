import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { LibraryFacts } from '../library/library-facts.tsx'
import { ViewBar } from '../rows/view-bar.tsx'
import { Inspector } from '../shell/inspector.tsx'
import { AddWatched } from './add-watched.tsx'
import styles from './settings-page.module.css'
import { WatchedRow } from './watched-row.tsx'

/** What can be set for the library. */
export function SettingsPage() {
  const { data: folders, error, refetch } = useQuery(api.watched.list.queryOptions())
  return (
    <section className={styles.page} aria-label="Settings">
      <Inspector>
        <LibraryFacts />
      </Inspector>
      <ViewBar title="Settings" words="">
        {null}
      </ViewBar>
      <div className={styles.scroller}>
        <section className={styles.part} aria-labelledby="watched-folders">
          <h2 id="watched-folders">Watched folders</h2>
          <p>
            New videos in these folders come into the library by themselves, once they have stopped growing, and stay
            where they are. What is deleted there is marked as missing and stays in the library. A folder whose disk is
            away is left alone.
          </p>
          {error && !folders && (
            <Trouble
              title="The watched folders could not be read"
              message={errorWords(error)}
              onRetry={() => void refetch()}
            />
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
      </div>
    </section>
  )
}
