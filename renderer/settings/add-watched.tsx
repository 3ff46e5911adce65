import { useQuery } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { PathForm } from '../components/path-form.tsx'
import { addWatched, pickWatched } from './watched-actions.ts'

/** Asks for a folder: with the system's dialog in the window, by its path in a browser, which knows no paths. */
export function AddWatched() {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  if (data.can.pick)
    return (
      <button type="button" className={blank.button} onClick={() => void pickWatched()}>
        <Icon of={FolderPlus} />
        Watch a folder…
      </button>
    )
  return (
    <PathForm
      label="Path of a folder on the computer of the library"
      placeholder="/path/of/a/folder on the computer of the library"
      icon={FolderPlus}
      action="Watch"
      onPath={addWatched}
    />
  )
}
