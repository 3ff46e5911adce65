import type { LinkDecision, LinkDecisionInput } from '../../../shared/contract/lineage.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'

/** Confirms or rejects likely links and offers Undo. */
export async function decideLinks(
  links: readonly Omit<LinkDecisionInput, 'decision'>[],
  decision: LinkDecision,
): Promise<void> {
  if (links.length === 0) return
  try {
    const { before } = await client.lineage.decide({ decisions: links.map((link) => ({ ...link, decision })) })
    const words = decision === 'confirmed' ? 'Confirmed' : 'Rejected'
    offerUndo(`${words} ${formatCount(links.length, 'link')}`, () => client.lineage.decide({ decisions: before }))
  } catch (error) {
    showError(error)
  }
}
