import { Clapperboard, Files, FolderPlus, LibraryBig, Sparkles } from 'lucide-react'
import { isActive } from '../../shared/contract/jobs.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Icon } from '../components/icon.tsx'
import { importFrom } from '../components/import/import-from.ts'
import { useJobs } from '../components/jobs/use-jobs.ts'
import { formatKeys, keysNow } from '../components/keys.ts'
import { addDemo, openLibrary } from '../components/library-actions.ts'
import styles from './empty-library.module.css'

/** The empty state of a new library: how to import videos, what happens to their files, and ways to look around. */
export function EmptyLibrary() {
  const keys = keysNow({ id: 'Anywhere: Mod+I', keys: 'Mod+I' })
  const isAdding = useJobs().some(({ kind, state }) => kind === 'demo' && isActive(state))
  return (
    <EmptyState
      picture={
        <div className={styles.frames} aria-hidden>
          <i />
          <i />
          <i>
            <Icon of={Clapperboard} size={26} />
          </i>
          <i />
          <i />
        </div>
      }
      title={`Drop videos here${keys && `, or press ${formatKeys(keys)}`}`}
      actions={
        <>
          <Button variant="primary" icon={Files} onClick={() => void importFrom('files')}>
            Import files…
          </Button>
          <Button icon={FolderPlus} onClick={() => void importFrom('folder')}>
            Import a folder…
          </Button>
          <Button icon={Sparkles} disabled={isAdding} onClick={() => void addDemo()}>
            {isAdding ? 'Adding the demo…' : 'Try the demo'}
          </Button>
          {window.rushes && (
            <Button icon={LibraryBig} onClick={() => void openLibrary({ folder: null })}>
              Open another library…
            </Button>
          )}
        </>
      }
    >
      Files or whole folders: MP4, MOV, WebM, MKV and the other usual video formats. Each content is kept once, and your
      files stay as they are.
    </EmptyState>
  )
}
