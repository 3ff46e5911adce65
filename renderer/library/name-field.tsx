import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { startRenaming, useRenaming } from '../state/renaming.ts'
import { focusTakes } from './focus-takes.ts'
import styles from './name-field.module.css'

/** The name of a take, edited in place. */
export function NameField({ video }: { video: Video }) {
  const isEditing = useRenaming((renaming) => renaming.id === video.id)
  if (!isEditing)
    return (
      <h2 className={styles.name}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way; the button and F2 are the first */}
        <span onDoubleClick={() => startRenaming(video.id)}>{video.name}</span>
      </h2>
    )
  const save = (name: string) => void client.videos.rename({ id: video.id, name }).catch(showError)
  return <NameInput of={video} className={styles.input} onSave={save} onEnd={focusTakes} />
}
