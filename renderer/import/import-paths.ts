import type { ImportRequest } from '../../shared/contract/imports.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { showJob } from '../state/live.ts'
import { useView } from '../state/view.ts'

async function start(request: Partial<ImportRequest>): Promise<void> {
  try {
    showJob(await client.imports.start(request))
  } catch (error) {
    showError(error)
  }
}

/** Imports files and folders of the computer of the library, placed as the person chose. */
export function importPaths(paths: string[]): Promise<void> {
  return start({ paths, mode: useView.getState().importMode })
}

/** Imports what was uploaded; it lies in the library already. */
export function importUploads(uploads: string[]): Promise<void> {
  return start({ uploads })
}
