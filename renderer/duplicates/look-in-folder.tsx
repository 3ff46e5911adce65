import { useQuery } from '@tanstack/react-query'
import { FolderSearch } from 'lucide-react'
import { useState } from 'react'
import { isActive } from '../../shared/contract/jobs.ts'
import { useJobs } from '../activity/use-jobs.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import styles from './copies.module.css'
import { lookInFolder, pickAndLook } from './copy-actions.ts'

/** Asks for a folder to look in: with the system's dialog in the window, by its path in a browser, which knows no paths. */
export function LookInFolder() {
  const { data } = useQuery(api.library.get.queryOptions())
  const isLooking = useJobs().some(({ kind, state }) => kind === 'find_copies' && isActive(state))
  if (!data) return null
  if (!data.can.pick) return <ByPath isLooking={isLooking} />
  return (
    <button type="button" className={blank.button} disabled={isLooking} onClick={() => void pickAndLook()}>
      <Icon of={FolderSearch} />
      {isLooking ? 'Looking…' : 'Look in a folder…'}
    </button>
  )
}

function ByPath({ isLooking }: { isLooking: boolean }) {
  const [path, setPath] = useState('')
  return (
    <form
      className={styles.look}
      onSubmit={(event) => {
        event.preventDefault()
        void lookInFolder(path.trim()).then((isBegun) => isBegun && setPath(''))
      }}
    >
      <input
        type="text"
        aria-label="Path of a folder on the computer of the library"
        placeholder="Look in a folder: /path/of/it"
        autoComplete="off"
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <button type="submit" className={blank.button} disabled={isLooking || path.trim() === ''}>
        <Icon of={FolderSearch} />
        {isLooking ? 'Looking…' : 'Look'}
      </button>
    </form>
  )
}
