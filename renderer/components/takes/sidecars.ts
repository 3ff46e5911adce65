import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError, showNotice } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'

/** Starts the job that writes rating, label, tags and note of takes beside their files. */
export async function writeSidecars(ids: readonly string[]): Promise<void> {
  try {
    followStarted(await client.sidecars.write({ video_ids: [...ids] }), ids)
  } catch (error) {
    showError(error)
  }
}

/** Gives takes the values of their sidecars and offers Undo. */
export async function readSidecars(ids: readonly string[]): Promise<void> {
  try {
    const step = newStep()
    const { read, failed } = await client.sidecars.read({ video_ids: [...ids] }, { context: { step } })
    const [first] = failed
    if (first) showNotice(first.message, undefined, 'error')
    if (read > 0) offerUndoOf(step, `Read ${formatCount(read, 'sidecar')}`)
    else if (!first) showNotice(ids.length === 1 ? 'This take has no sidecar' : 'These takes have no sidecars')
  } catch (error) {
    showError(error)
  }
}
