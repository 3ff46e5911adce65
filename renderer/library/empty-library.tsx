import { Clapperboard, Files, FolderPlus } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { formatKeys } from '../components/keys.ts'
import { importFrom } from '../import/import-from.ts'
import art from './empty-library.module.css'

/** The first thing that a new person sees: what to do, and what will happen. */
export function EmptyLibrary() {
  return (
    <div className={styles.blank}>
      <div className={art.frames} aria-hidden>
        <i />
        <i />
        <i>
          <Icon of={Clapperboard} size={26} />
        </i>
        <i />
        <i />
      </div>
      <h2>Drop videos here, or press {formatKeys('Mod+I')}</h2>
      <p>
        Files and whole folders: mp4, mov, webm, mkv and whatever else ffmpeg reads. Every take is known by its content,
        so the same one twice is kept once, and your files stay as they are.
      </p>
      <div className={styles.buttons}>
        <button type="button" className={styles.primary} onClick={() => void importFrom('files')}>
          <Icon of={Files} />
          Import files…
        </button>
        <button type="button" className={styles.button} onClick={() => void importFrom('folder')}>
          <Icon of={FolderPlus} />
          Import a folder…
        </button>
      </div>
    </div>
  )
}
