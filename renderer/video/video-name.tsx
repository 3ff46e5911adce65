import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { stopRenaming, useRenaming } from '../state/renaming.ts'
import { editName } from './edit-name.ts'
import classes from './video-header.module.css'

/** The name; F2 or a double click edits it in place. The file keeps its own name. */
export function VideoName({ video }: { video: VideoDetails }) {
  const isEditing = useRenaming(({ id }) => id === video.id)
  const save = useRename(video)
  useEffect(() => stopRenaming, [])

  if (isEditing) return <NameInput of={video} className={classes.input} onSave={save} />
  return (
    <h1 className={classes.name} onDoubleClick={() => editName(video.id)} title="Double click or F2 to rename">
      {video.name}
    </h1>
  )
}

/** Saves a name; it stands on screen at once, and goes back if the library refuses it. */
function useRename(video: VideoDetails): (name: string) => void {
  const queryClient = useQueryClient()
  const queryKey = api.videos.get.queryKey({ input: { id: video.id } })
  const show = (name: string) =>
    queryClient.setQueryData(queryKey, (now: VideoDetails | undefined) => now && { ...now, name })
  const rename = useMutation(
    api.videos.rename.mutationOptions({
      onMutate: ({ name }) => {
        show(name)
      },
      onError: (error) => {
        show(video.name)
        showError(error)
      },
    }),
  )
  return (name) => rename.mutate({ id: video.id, name })
}
