import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { showNotice } from '../components/notice.tsx'

/** Whether a file is taken for the definition of a workflow. */
export function looksLikeDefinition(file: File): boolean {
  return /\.json$/i.test(file.name)
}

/** The text of a file with every byte of it, the mark at its beginning included. */
async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    throw new Error('it is no text, or could not be read')
  }
}

/** Keeps definitions as workflows that bear the files' names, and opens the one where it is only one. */
export async function importDefinitions(files: readonly File[], open: (id: string) => void): Promise<void> {
  const kept: string[] = []
  for (const file of files)
    try {
      const name = file.name.replace(/\.json$/i, '') || file.name
      kept.push((await client.workflows.create({ name, definition: await textOf(file) })).id)
    } catch (error) {
      showNotice(`“${file.name}” was not taken in as a workflow: ${errorWords(error)}`, undefined, 'error')
    }
  const [only] = kept
  if (kept.length === 1 && only) open(only)
  else if (kept.length > 1) showNotice(`${formatCount(kept.length, 'workflow')} taken in`)
}

/** Asks for files with the browser's dialog. */
export function chooseDefinitions(open: (id: string) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = '.json,application/json'
  input.addEventListener('change', () => void importDefinitions([...(input.files ?? [])], open))
  input.click()
}
