import { useQuery } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import styles from './settings-page.module.css'
import { addWatched, pickWatched } from './watched-actions.ts'

/** Asks for a folder: with the system's dialog in the window, by its path in a browser, which knows no paths. */
export function AddWatched() {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  if (!data.can.pick) return <ByPath />
  return (
    <button type="button" className={blank.button} onClick={() => void pickWatched()}>
      <Icon of={FolderPlus} />
      Watch a folder…
    </button>
  )
}

function ByPath() {
  const [path, setPath] = useState('')
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        void addWatched(path.trim()).then((isWatched) => isWatched && setPath(''))
      }}
    >
      <input
        type="text"
        aria-label="Path of a folder on the computer of the library"
        placeholder="/path/of/a/folder on the computer of the library"
        autoComplete="off"
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <button type="submit" className={blank.button} disabled={path.trim() === ''}>
        <Icon of={FolderPlus} />
        Watch
      </button>
    </form>
  )
}
