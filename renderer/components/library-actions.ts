import { client, type LibraryToOpen } from '../client.ts'
import { showJob } from '../state/live.ts'
import { showError } from './notice.tsx'

/** Starts the job that adds the demo. */
export async function addDemo(): Promise<void> {
  try {
    showJob(await client.library.addDemo())
  } catch (error) {
    showError(error)
  }
}

/** Opens another library in the desktop window, which then starts again. */
export async function openLibrary(library: LibraryToOpen): Promise<void> {
  const refusal = await window.rushes?.openLibrary(library)
  if (refusal) showError(new Error(refusal))
}
