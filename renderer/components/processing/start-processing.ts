import type { ProcessingRequest } from '../../../shared/contract/processing.ts'
import { client } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError } from '../notice.tsx'

/** Starts processing. The activity bar shows its progress, and a notice opens its result. */
export async function startProcessing(request: ProcessingRequest): Promise<void> {
  try {
    const videoIds = request.action === 'stitch' ? request.video_ids : [request.video_id]
    followStarted(await client.processing.start(request), videoIds)
  } catch (error) {
    showError(error)
  }
}
