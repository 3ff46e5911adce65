import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError, showNotice } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { nounFor } from '../tags/optimistic-marks.ts'
import { texts } from './texts.ts'

const chosen = (kind: TaggedKind, ids: readonly string[]) =>
  kind === 'video' ? { video_ids: [...ids] } : { image_ids: [...ids] }

/** Starts the job that writes rating, label, tags and note of takes or images beside their files. */
export async function writeSidecars(kind: TaggedKind, ids: readonly string[]): Promise<void> {
  try {
    followStarted(await client.sidecars.write(chosen(kind, ids)), kind === 'video' ? ids : [])
  } catch (error) {
    showError(error)
  }
}

/** Gives takes or images the values of their sidecars and offers Undo. */
export async function readSidecars(kind: TaggedKind, ids: readonly string[]): Promise<void> {
  try {
    const step = newStep()
    const { read, failed } = await client.sidecars.read(chosen(kind, ids), { context: { step } })
    const [first] = failed
    if (first) showNotice(first.message, undefined, 'error')
    if (read > 0) offerUndoOf(step, texts.read(formatCount(read, 'sidecar')))
    else if (!first) {
      const noun = nounFor(kind)
      showNotice(ids.length === 1 ? texts.thisHasNoSidecar(noun) : texts.haveNoSidecars(noun))
    }
  } catch (error) {
    showError(error)
  }
}
