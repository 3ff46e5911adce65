import { useQuery } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { PathForm } from '../components/path-form.tsx'
import { texts } from './texts.ts'
import { addWatched, pickWatched } from './watched-actions.ts'

/**
 * Asks for a folder to watch: with the system's dialog in the desktop window; by its path in a browser, whose dialogs
 * hide the paths of files.
 */
export function AddWatched() {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data?.can.paths) return null
  if (data.can.pick)
    return (
      <Button icon={FolderPlus} onClick={() => void pickWatched()}>
        {texts.watchAFolder}
      </Button>
    )
  return (
    <PathForm
      label={texts.addWatchedLabel}
      placeholder={texts.folderOnTheLibrarys}
      icon={FolderPlus}
      action={texts.watch}
      onPath={addWatched}
    />
  )
}
