import { useQuery } from '@tanstack/react-query'
import { FolderOpen, HardDrive, Network } from 'lucide-react'
import { useEffect } from 'react'
import { isActive } from '../../shared/contract/jobs.ts'
import { mediaCacheBytes } from '../../shared/media-cache.ts'
import { formatBytes } from '../../shared/units.ts'
import { api, client, type RecentLibrary } from '../client.ts'
import { Button } from '../components/button.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { Icon } from '../components/icon.tsx'
import { useJobs } from '../components/jobs/use-jobs.ts'
import { openLibrary } from '../components/library-actions.ts'
import { showError } from '../components/notice.tsx'
import { openServerDialog } from '../components/open-server-dialog.tsx'
import { Buttons } from '../components/panel.tsx'
import { followStarted } from '../state/started-jobs.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The location of the library, and in the desktop window the other libraries that can be opened. */
export function Library() {
  const { data } = useQuery(api.library.get.queryOptions())
  const server = window.rushes?.server
  return (
    <section className={styles.part} aria-labelledby="library">
      <h2 id="library">{texts.library}</h2>
      {server && <p>{texts.libraryOfServer(server)}</p>}
      {data && <CopyText what="folder" text={data.folder} />}
      {window.rushes ? (
        <>
          <Recent current={server ?? data?.folder} />
          <Buttons>
            <Button icon={FolderOpen} onClick={() => void openLibrary({ folder: null })}>
              {texts.openOrCreateA}
            </Button>
            <Button icon={Network} onClick={openServerDialog}>
              {texts.openALibraryOn}
            </Button>
          </Buttons>
          {server && <Cache />}
        </>
      ) : (
        <p>{texts.openAnotherLibrary}</p>
      )}
      <Database canCompact={data?.can.administer === true && data.access.state === 'writable'} />
    </section>
  )
}

/** The size of the database; that of an early version does not shrink until it was compacted once. */
function Database({ canCompact }: { canCompact: boolean }) {
  const { data: space, refetch } = useQuery(api.library.space.queryOptions({ staleTime: 0 }))
  const isCompacting = useJobs().some(({ kind, state }) => kind === 'compact' && isActive(state))
  useEffect(() => {
    if (!isCompacting) void refetch()
  }, [isCompacting, refetch])
  if (!space) return null
  const compact = async () => {
    try {
      followStarted(await client.library.compact(), [])
    } catch (failure) {
      showError(failure)
    }
  }
  return (
    <>
      <p>
        {texts.theDatabaseTakes} {formatBytes(space.file_bytes)}
        {!space.shrinks && texts.ofWhichAreUnused(formatBytes(space.unused_bytes))}.
        {!space.shrinks && canCompact && texts.databaseText}
      </p>
      {!space.shrinks && canCompact && (
        <Button disabled={isCompacting} onClick={() => void compact()}>
          {isCompacting ? texts.compacting : texts.compactFreeing(formatBytes(space.unused_bytes))}
        </Button>
      )}
    </>
  )
}

const nameOf = (library: RecentLibrary) => ('url' in library ? library.url : library.folder)

function Recent({ current }: { current: string | undefined }) {
  const { data } = useQuery({ queryKey: ['recent-libraries'], queryFn: () => window.rushes?.recentLibraries() ?? [] })
  const others = data?.filter((library) => nameOf(library) !== current) ?? []
  if (others.length === 0) return null
  return (
    <ul className={styles.folders} aria-label={texts.recentLibraries}>
      {others.map((library) => (
        <li key={nameOf(library)} className={styles.folder}>
          <Icon of={'url' in library ? Network : HardDrive} size={16} />
          <span className={styles.words}>
            <span title={nameOf(library)}>{nameOf(library)}</span>
          </span>
          <Button size="small" onClick={() => void openLibrary(library)}>
            {texts.open}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** The pictures and videos of the server that this computer keeps. */
function Cache() {
  const { data, refetch } = useQuery({
    queryKey: ['server-cache'],
    queryFn: () => window.rushes?.cacheSize() ?? 0,
    staleTime: 0,
  })
  return (
    <>
      <p>{texts.keptFromServer(formatBytes(data ?? 0), formatBytes(mediaCacheBytes))}</p>
      <Button onClick={() => void window.rushes?.clearCache().then(() => refetch())}>{texts.clearCache}</Button>
    </>
  )
}
