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
import { texts } from './texts.ts'

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
      title={texts.dropVideosHere + (keys && texts.orPress(formatKeys(keys)))}
      actions={
        <>
          <Button variant="primary" icon={Files} onClick={() => void importFrom('files')}>
            {texts.importFiles}
          </Button>
          <Button icon={FolderPlus} onClick={() => void importFrom('folder')}>
            {texts.importAFolder}
          </Button>
          <Button icon={Sparkles} disabled={isAdding} onClick={() => void addDemo()}>
            {isAdding ? texts.addingTheDemo : texts.tryTheDemo}
          </Button>
          {window.rushes && (
            <Button icon={LibraryBig} onClick={() => void openLibrary({ folder: null })}>
              {texts.openAnotherLibrary}
            </Button>
          )}
        </>
      }
    >
      {texts.emptyLibraryText}
    </EmptyState>
  )
}
