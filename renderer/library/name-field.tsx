import { useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { startRenaming, stopRenaming, useRenaming } from '../state/renaming.ts'
import { focusTakes } from './focus-takes.ts'
import styles from './name-field.module.css'

/** The name of a take, edited in place: Enter keeps it, Esc leaves it as it was. */
export function NameField({ video }: { video: Video }) {
  const isEditing = useRenaming((renaming) => renaming.id === video.id)
  if (!isEditing)
    return (
      <h2 className={styles.name}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way; the button and F2 are the first */}
        <span onDoubleClick={() => startRenaming(video.id)}>{video.name}</span>
      </h2>
    )
  return <NameInput video={video} />
}

function NameInput({ video }: { video: Video }) {
  const [name, setName] = useState(video.name)
  const finish = (keep: boolean) => {
    // The field also loses the focus when it goes away.
    if (useRenaming.getState().id !== video.id) return
    stopRenaming()
    focusTakes()
    const wanted = name.trim()
    if (keep && wanted !== '' && wanted !== video.name)
      void client.videos.rename({ id: video.id, name: wanted }).catch(showError)
  }
  return (
    <input
      className={styles.input}
      aria-label="Name"
      value={name}
      maxLength={500}
      spellCheck={false}
      ref={(input) => {
        if (input && document.activeElement !== input) {
          input.focus()
          input.select()
        }
      }}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish(true)
        if (event.key === 'Escape') finish(false)
      }}
    />
  )
}
