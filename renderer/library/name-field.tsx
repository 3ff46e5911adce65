import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { focusTakes } from '../components/takes/focus-takes.ts'
import { startRenaming, useRenaming } from '../state/renaming.ts'

/** The name of a take, with a button to edit it. */
export function NameField({ video }: { video: Video }) {
  const isEditing = useRenaming((renaming) => renaming.id === video.id)
  if (!isEditing)
    return (
      <h2>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the button and F2 do the same */}
        <span onDoubleClick={() => startRenaming(video.id)}>{video.name}</span>
      </h2>
    )
  const save = (name: string) => void client.videos.rename({ id: video.id, name }).catch(showError)
  return <NameInput of={video} onSave={save} onEnd={focusTakes} />
}
