import { client } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError } from '../notice.tsx'

/** Starts the job that fetches takes back into the library, from their archives or the bucket. */
export async function fetchTakes(ids: readonly string[]): Promise<void> {
  try {
    followStarted(await client.storage.fetch({ video_ids: [...ids] }), ids)
  } catch (error) {
    showError(error)
  }
}
