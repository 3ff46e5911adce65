import type { LinkDecision, LinkDecisionInput } from '../../../shared/contract/lineage.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { texts } from './texts.ts'

/** Confirms or rejects likely links and offers Undo. */
export async function decideLinks(
  links: readonly Omit<LinkDecisionInput, 'decision'>[],
  decision: LinkDecision,
): Promise<void> {
  if (links.length === 0) return
  try {
    const step = newStep()
    await client.lineage.decide({ decisions: links.map((link) => ({ ...link, decision })) }, { context: { step } })
    const words = decision === 'confirmed' ? texts.confirmed : texts.rejected
    offerUndoOf(step, `${words} ${formatCount(links.length, 'link')}`)
  } catch (error) {
    showError(error)
  }
}
