import type { Timeline } from '../../shared/contract/timelines.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { texts } from './texts.ts'

/** Starts the job of a timeline again, which the same request does. */
export async function extractAgain({ video_id, at, fps, every, threshold, profile_name }: Timeline): Promise<void> {
  if (video_id === null || at === 'given') return
  const choice = at === 'fps' ? { at, fps } : at === 'every' ? { at, every } : { at, threshold }
  const given = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== null))
  await client.timelines.create({ video_id, profile_name, ...given }).catch(showError)
}

/** Removes timelines and offers Undo. Returns whether it succeeded. */
export async function removeTimelines(ids: readonly string[]): Promise<boolean> {
  try {
    const { removed } = await client.timelines.remove({ ids: [...ids] })
    if (removed.length > 0)
      offerUndo(texts.removed(formatCount(removed.length, 'timeline')), () =>
        client.timelines.restore({ ids: removed }),
      )
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
