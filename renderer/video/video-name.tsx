import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api, client } from '../client.ts'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { newStep, rememberUndoOf } from '../components/offer-undo.ts'
import { editName, stopRenaming, useRenaming } from '../state/renaming.ts'
import { texts } from './texts.ts'

/** The name of a take; F2 or a double click edits it. The file is not renamed. */
export function VideoName({ video }: { video: VideoDetails }) {
  const isEditing = useRenaming(({ id }) => id === video.id)
  const save = useRename(video)
  useEffect(() => stopRenaming, [])

  if (isEditing) return <NameInput of={video} onSave={save} />
  return (
    <h1 onDoubleClick={() => editName(video.id)} title={texts.doubleClickOrPress}>
      {video.name}
    </h1>
  )
}

/** Returns a function that saves a name. It is shown at once, and reverted if saving fails. */
function useRename(video: VideoDetails): (name: string) => void {
  const queryClient = useQueryClient()
  const queryKey = api.videos.get.queryKey({ input: { id: video.id } })
  const show = (name: string) =>
    queryClient.setQueryData(queryKey, (now: VideoDetails | undefined) => now && { ...now, name })
  const rename = useMutation({
    mutationFn: async (name: string) => {
      show(name)
      const step = newStep()
      await client.videos.rename({ id: video.id, name }, { context: { step } })
      rememberUndoOf(step, texts.renamedTo(name))
    },
    onError: (error) => {
      show(video.name)
      showError(error)
    },
  })
  return (name) => rename.mutate(name)
}
