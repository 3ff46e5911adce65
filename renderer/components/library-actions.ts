import { client } from '../client.ts'
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

/** Opens the library in `folder`, or in one that the person chooses or creates. Rushes then starts again. */
export async function openLibrary(folder: string | null): Promise<void> {
  try {
    await client.library.reopen({ folder })
  } catch (error) {
    showError(error)
  }
}
