import type { ImportRequest } from '../../../shared/contract/imports.ts'
import { client } from '../../client.ts'
import { showJob } from '../../state/live.ts'
import { useView } from '../../state/view.ts'
import { showError } from '../notice.tsx'

async function start(request: Partial<ImportRequest>): Promise<void> {
  try {
    showJob(await client.imports.start(request))
  } catch (error) {
    showError(error)
  }
}

/** Imports files and folders by path, in the chosen import mode. */
export function importPaths(paths: string[]): Promise<void> {
  return start({ paths, mode: useView.getState().importMode })
}

/** Imports uploaded files, which are already in the library's folder. */
export function importUploads(uploads: string[]): Promise<void> {
  return start({ uploads })
}
