import type { ProcessingRequest } from '../../shared/contract/processing.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { followStarted } from '../state/started.ts'

/** Starts to make a new take; the activity bar tells how far it is, and a notice offers it in the end. */
export async function startProcessing(request: ProcessingRequest): Promise<void> {
  try {
    const videoIds = request.action === 'stitch' ? request.video_ids : [request.video_id]
    followStarted(await client.processing.start(request), videoIds)
  } catch (error) {
    showError(error)
  }
}
