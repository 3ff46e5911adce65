import { Clapperboard, Files, FolderPlus } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Icon } from '../components/icon.tsx'
import { importFrom } from '../components/import/import-from.ts'
import { formatKeys } from '../components/keys.ts'
import styles from './empty-library.module.css'

/** The empty state of a new library: how to import videos, and what happens to their files. */
export function EmptyLibrary() {
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
      title={`Drop videos here, or press ${formatKeys('Mod+I')}`}
      actions={
        <>
          <Button variant="primary" icon={Files} onClick={() => void importFrom('files')}>
            Import files…
          </Button>
          <Button icon={FolderPlus} onClick={() => void importFrom('folder')}>
            Import a folder…
          </Button>
        </>
      }
    >
      Files or whole folders: MP4, MOV, WebM, MKV and the other usual video formats. Each content is kept once, and your
      files stay as they are.
    </EmptyState>
  )
}
