import type { Version } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { texts } from './texts.ts'

const words = { carried: texts.copiedDetailsTo, left: texts.nothingCopiedTo } as const

/** Answers whether to carry details over to new versions, by their ids, and offers Undo. */
export async function answerVersions(ids: readonly string[], answer: NonNullable<Version['answer']>): Promise<void> {
  try {
    const { video_ids } = await client.versions.answer({ video_ids: [...ids], answer })
    if (video_ids.length === 0) return
    offerUndo(`${words[answer]} ${formatCount(video_ids.length, 'take')}`, () => client.versions.reopen({ video_ids }))
  } catch (error) {
    showError(error)
  }
}
