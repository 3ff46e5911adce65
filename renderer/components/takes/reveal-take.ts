import { client } from '../../client.ts'
import { showError } from '../notice.tsx'

/** Shows the file of a take in the file manager of this computer. */
export async function revealTake(id: string, path?: string): Promise<void> {
  try {
    await client.videos.reveal({ id, path })
  } catch (error) {
    showError(error)
  }
}
