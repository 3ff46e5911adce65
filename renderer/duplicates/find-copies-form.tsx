import { useQuery } from '@tanstack/react-query'
import { FolderSearch } from 'lucide-react'
import { isActive } from '../../shared/contract/jobs.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { useJobs } from '../components/jobs/use-jobs.ts'
import { PathForm } from '../components/path-form.tsx'
import styles from './copies.module.css'
import { pickAndScan, scanFolder } from './copy-actions.ts'
import { texts } from './texts.ts'

/**
 * Asks for a folder to scan: with the system's dialog in the desktop window; by its path in a browser, whose dialogs
 * hide the paths of files.
 */
export function ScanFolder() {
  const { data } = useQuery(api.library.get.queryOptions())
  const isScanning = useJobs().some(({ kind, state }) => kind === 'find_copies' && isActive(state))
  if (!data?.can.paths) return null
  if (!data.can.pick)
    return (
      <div className={styles.find}>
        <PathForm
          label={texts.scanFolderLabel}
          placeholder={texts.folderToScan}
          icon={FolderSearch}
          action={isScanning ? texts.scanning : texts.scan}
          isBusy={isScanning}
          onPath={scanFolder}
        />
      </div>
    )
  return (
    <Button icon={FolderSearch} disabled={isScanning} onClick={() => void pickAndScan()}>
      {isScanning ? texts.scanning : texts.scanAFolder}
    </Button>
  )
}
