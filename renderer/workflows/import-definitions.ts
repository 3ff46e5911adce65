import { hasImageExtension, imageExtensions } from '../../shared/image-files.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { chooseFiles } from '../components/import/choose-files.ts'
import { sendFile } from '../components/import/send-file.ts'
import { showNotice } from '../components/notice.tsx'
import { texts } from './texts.ts'

/** Returns whether the name of a file may be that of a workflow definition. */
export function looksLikeDefinition(file: File): boolean {
  return /\.json$/i.test(file.name)
}

/** Returns the text of a file, including a byte-order mark. @throws if it is not UTF-8. */
async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    throw new Error(texts.textOfText)
  }
}

/** Returns whether an image may contain a graph: dropped on the list of workflows, it is read, not imported. */
export function mayContainDefinition(file: File): boolean {
  return hasImageExtension(file.name)
}

/**
 * Imports definitions, and the graphs in images, as workflows named after their files, and opens the workflow if there
 * is only one.
 */
export async function importDefinitions(files: readonly File[], open: (id: string) => void): Promise<void> {
  const kept: string[] = []
  for (const file of files)
    try {
      kept.push((await importDefinition(file)).id)
    } catch (error) {
      showNotice(texts.importDefinitionsText(file.name, errorMessage(error)), undefined, 'error')
    }
  const [only] = kept
  if (kept.length === 1 && only) open(only)
  else if (kept.length > 1) showNotice(texts.imported(formatCount(kept.length, 'workflow')))
}

async function importDefinition(file: File): Promise<{ id: string }> {
  if (!mayContainDefinition(file)) {
    const name = file.name.replace(/\.json$/i, '') || file.name
    return await client.workflows.create({ name, definition: await textOf(file) })
  }
  const path = window.rushes?.pathForFile(file)
  if (path) return await client.workflows.fromFile({ path })
  const upload = await sendFile(file, { signal: new AbortController().signal, onProgress: () => undefined })
  return await client.workflows.fromFile({ upload })
}

/** Asks for definitions, or images that contain one, with the browser's dialog and imports them. */
export function chooseDefinitions(open: (id: string) => void): void {
  const accept = ['.json', 'application/json', ...[...imageExtensions].map((ending) => `.${ending}`)].join()
  chooseFiles({ accept }, (files) => void importDefinitions(files, open))
}
