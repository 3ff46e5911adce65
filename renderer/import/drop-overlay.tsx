import { Import } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import { useView } from '../state/view.ts'
import styles from './drop-overlay.module.css'
import { importFiles } from './import-files.ts'
import { importModeWords } from './import-mode-words.ts'
import { takeDropped, walkFolder } from './walk-entries.ts'

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

async function importDropped(transfer: DataTransfer): Promise<void> {
  // In the desktop window a folder has a path too, and the library walks it itself.
  if (window.rushes) return importFiles([...transfer.files])
  const { files, folders } = takeDropped(transfer)
  for (const folder of folders) {
    const found: File[] = []
    for await (const file of walkFolder(folder)) found.push(file)
    await importFiles(found, { fromFolder: true })
  }
  if (files.length > 0) await importFiles(files)
}

/** Takes what is dropped anywhere on the window, and says so while it hovers. */
export function DropOverlay() {
  const isOver = useDrop()
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
      </div>
    </div>
  )
}

function useDrop(): boolean {
  const [isOver, setIsOver] = useState(false)
  // Each element that the pointer crosses is entered before the one around it is left.
  const depth = useRef(0)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const move = (change: number) => {
      depth.current = Math.max(0, depth.current + change)
      setIsOver(depth.current > 0)
    }
    window.addEventListener('dragenter', (event) => carriesFiles(event) && move(1), { signal })
    window.addEventListener('dragleave', (event) => carriesFiles(event) && move(-1), { signal })
    window.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault(), { signal })
    window.addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || !event.dataTransfer) return
        event.preventDefault()
        move(-depth.current)
        void importDropped(event.dataTransfer).catch(showError)
      },
      { signal },
    )
    return () => controller.abort()
  }, [])
  return isOver
}
