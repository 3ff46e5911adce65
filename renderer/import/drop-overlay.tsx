import { Import } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import { useView } from '../state/view.ts'
import { importDefinitions, looksLikeDefinition } from '../workflows/import-definitions.ts'
import { useOpenWorkflow } from '../workflows/use-open-workflow.ts'
import styles from './drop-overlay.module.css'
import { importFiles } from './import-files.ts'
import { importModeWords } from './import-mode-words.ts'
import { takeDropped, walkFolder } from './walk-entries.ts'

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

async function importDropped(transfer: DataTransfer, openWorkflow: (id: string) => void): Promise<void> {
  const dropped = [...transfer.files]
  const { files, folders } = takeDropped(transfer)
  // A JSON file that somebody names is meant; in folders they lie for all kinds of reasons.
  const isDefinition = (file: File) => looksLikeDefinition(file) && files.some(({ name }) => name === file.name)
  const definitions = files.filter(isDefinition)
  if (definitions.length > 0) await importDefinitions(definitions, openWorkflow)
  // In the desktop window a folder has a path too, and the library walks it itself.
  const videos = (window.rushes ? dropped : files).filter((file) => !isDefinition(file))
  if (videos.length > 0) await importFiles(videos)
  if (window.rushes) return
  for (const folder of folders) {
    const found = await filesIn(folder).catch(() => null)
    if (found) await importFiles(found, { fromFolder: true })
    else showError(new Error(`“${folder.name}” could not be read. Look whether it is still there, then drop it again.`))
  }
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const found: File[] = []
  for await (const file of walkFolder(folder)) found.push(file)
  return found
}

/**
 * Takes what is dropped anywhere on the window, and says so while it hovers. The overlay itself is then what the files are
 * held over: an element below it may be gone by the time of the drop, which then reaches nobody, and the browser opens the
 * file in a tab of its own.
 */
export function DropOverlay() {
  const openWorkflow = useOpenWorkflow()
  const isOver = useDrop((transfer) => importDropped(transfer, openWorkflow))
  const mode = useView((view) => view.importMode)
  if (!isOver) return null
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <Icon of={Import} size={28} />
        <strong>Drop videos here</strong>
        <span>
          {window.rushes
            ? importModeWords[mode].promise
            : 'They are copied into the library. Folders are searched for videos.'}
        </span>
        <span>A JSON file is read as the definition of a workflow.</span>
      </div>
    </div>
  )
}

function useDrop(onDrop: (transfer: DataTransfer) => Promise<void>): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onDrop)
  latest.current = onDrop
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    // Each crossing sends an enter in place of an over, so both have to be answered.
    const want = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    window.addEventListener('dragenter', want, { signal })
    window.addEventListener('dragover', want, { signal })
    // Elements that are crossed are left too; only who leaves the window goes nowhere.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setIsOver(false), { signal })
    window.addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || !event.dataTransfer) return
        event.preventDefault()
        setIsOver(false)
        void latest.current(event.dataTransfer).catch(showError)
      },
      { signal },
    )
    return () => controller.abort()
  }, [])
  return isOver
}
