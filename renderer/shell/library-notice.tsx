import { useQuery } from '@tanstack/react-query'
import { FolderX, Hourglass, Lock } from 'lucide-react'
import type { LibraryState } from '../../shared/contract/library.ts'
import { api, isOwnLibrary } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { openLibrary } from '../components/library-actions.ts'
import { quotedPath } from '../components/quoted-path.ts'
import styles from './library-notice.module.css'
import { texts } from './texts.ts'

/** Says below the top bar, for as long as it lasts, why the library cannot be changed, and what to do. */
export function LibraryNotice() {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  if (data.access.state === 'writable') return data.access.is_waiting ? <Waiting /> : null
  const isGone = data.access.state === 'gone'
  return (
    <p className={styles.notice} data-gone={isGone || undefined} role={isGone ? 'alert' : 'status'}>
      <Icon of={isGone ? FolderX : Lock} size={15} />
      <span className={styles.words}>
        <span>{data.access.reason}</span>
        {isGone && <Reopen library={data} />}
      </span>
    </p>
  )
}

function Waiting() {
  return (
    <p className={styles.notice} role="status">
      <Icon of={Hourglass} size={15} />
      <span>{texts.waitingText}</span>
    </p>
  )
}

function Reopen({ library }: { library: LibraryState }) {
  const { moved_to } = library.access
  if (!isOwnLibrary) return <span>{texts.runRushesServeLibrary(quotedPath(moved_to ?? '<folder>'))}</span>
  return (
    <Button onClick={() => void openLibrary({ folder: moved_to })}>
      {moved_to === null ? texts.findTheFolder : texts.openItThere}
    </Button>
  )
}
