import { useLocation } from '@tanstack/react-router'
import { Import } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ImportMode } from '../../../shared/contract/imports.ts'
import { isOwnLibrary } from '../../client.ts'
import { Icon } from '../../components/icon.tsx'
import { importFiles } from '../../components/import/import-files.ts'
import { importModeLabels } from '../../components/import/import-mode-labels.ts'
import { showError } from '../../components/notice.tsx'
import { useOpenWorkflow } from '../../components/workflows/open-workflow.ts'
import { openBundleImport } from '../../state/bundle-dialogs.ts'
import { useView } from '../../state/view.ts'
import { importDefinitions, looksLikeDefinition, mayContainDefinition } from '../../workflows/import-definitions.ts'
import styles from './drop-overlay.module.css'
import { findBundle } from './find-bundle.ts'
import { texts } from './texts.ts'
import { readDropped, walkFolder } from './walk-entries.ts'

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(texts.files) ?? false
}

interface Target {
  /** True if the list of workflows is on screen, where images stand for the graphs in them. */
  isWorkflows: boolean
  openWorkflow: (id: string) => void
}

async function importDropped(transfer: DataTransfer, { isWorkflows, openWorkflow }: Target): Promise<void> {
  const dropped = [...transfer.files]
  const { files, folders } = readDropped(transfer)
  // Only a file that was dropped by itself is imported as a workflow: JSON files in folders can be anything.
  const isDefinition = (file: File) =>
    (looksLikeDefinition(file) || (isWorkflows && mayContainDefinition(file))) &&
    files.some(({ name }) => name === file.name)
  const bundle = await findBundle(dropped, { files, folders })
  if (bundle) return openBundleImport(bundle)
  const definitions = files.filter(isDefinition)
  if (definitions.length > 0) await importDefinitions(definitions, openWorkflow)
  // For a library of this computer folders have paths too, and the library walks them itself.
  const videos = (isOwnLibrary ? dropped : files).filter((file) => !isDefinition(file))
  if (videos.length > 0) await importFiles(videos)
  if (isOwnLibrary) return
  for (const folder of folders) {
    const found = await filesIn(folder).catch(() => null)
    if (found) await importFiles(found, { fromFolder: true })
    else showError(new Error(texts.importDroppedText(folder.name)))
  }
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const found: File[] = []
  for await (const file of walkFolder(folder)) found.push(file)
  return found
}

/**
 * Imports files that are dropped anywhere on the window, and covers it while they are dragged over it. The overlay also
 * is the drop target: an element of the page could be removed before the drop, which would then reach no handler, and
 * the browser would open the file in a new tab.
 */
export function DropOverlay() {
  const openWorkflow = useOpenWorkflow()
  const isWorkflows = useLocation({ select: ({ pathname }) => pathname === '/workflows' })
  const isOver = useDrop((transfer) => importDropped(transfer, { isWorkflows, openWorkflow }))
  const mode = useView((view) => view.importMode)
  if (!isOver) return null
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <Icon of={Import} size={28} />
        <strong>{isWorkflows ? texts.dropWorkflowsHere : texts.dropVideosHere}</strong>
        <span>{isWorkflows ? texts.videosAreImportedAs : promiseOf(mode)}</span>
        <span>
          {isWorkflows ? texts.dropOverlayText : texts.jsonFiles} {texts.areImportedAsWorkflows}
        </span>
      </div>
    </div>
  )
}

function promiseOf(mode: ImportMode): string {
  return isOwnLibrary ? importModeLabels[mode].promise : texts.promiseOfText
}

function useDrop(onDrop: (transfer: DataTransfer) => Promise<void>): boolean {
  const [isOver, setIsOver] = useState(false)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    // Crossing the edge of an element fires `dragenter` instead of a `dragover`, so both must accept.
    const want = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    window.addEventListener('dragenter', want, { signal })
    window.addEventListener('dragover', want, { signal })
    // `dragleave` also fires between elements; only on leaving the window is there no related target.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setIsOver(false), { signal })
    window.addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || !event.dataTransfer) return
        event.preventDefault()
        setIsOver(false)
        void drop(event.dataTransfer).catch(showError)
      },
      { signal },
    )
    return () => controller.abort()
  }, [])
  return isOver
}
