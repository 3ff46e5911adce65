import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { chooseFiles } from '../components/import/choose-files.ts'
import { showNotice } from '../components/notice.tsx'

/** Returns whether the name of a file may be that of a workflow definition. */
export function looksLikeDefinition(file: File): boolean {
  return /\.json$/i.test(file.name)
}

/** Returns the text of a file, including a byte-order mark. @throws if it is not UTF-8. */
async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    throw new Error('it isn’t a text file, or couldn’t be read')
  }
}

/** Imports definitions as workflows named after their files, and opens the workflow if there is only one. */
export async function importDefinitions(files: readonly File[], open: (id: string) => void): Promise<void> {
  const kept: string[] = []
  for (const file of files)
    try {
      const name = file.name.replace(/\.json$/i, '') || file.name
      kept.push((await client.workflows.create({ name, definition: await textOf(file) })).id)
    } catch (error) {
      showNotice(`“${file.name}” wasn’t imported as a workflow: ${errorMessage(error)}`, undefined, 'error')
    }
  const [only] = kept
  if (kept.length === 1 && only) open(only)
  else if (kept.length > 1) showNotice(`${formatCount(kept.length, 'workflow')} imported`)
}

/** Asks for definitions with the browser's dialog and imports them. */
export function chooseDefinitions(open: (id: string) => void): void {
  chooseFiles({ accept: '.json,application/json' }, (files) => void importDefinitions(files, open))
}
