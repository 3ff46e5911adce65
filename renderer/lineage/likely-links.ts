import type { LineageEdge, LinkDecision, LinkDecisionInput } from '../../shared/contract/lineage.ts'
import { decideLinks } from '../components/generation/decide-links.ts'

/** Returns whether a link is only likely: it does not count as made-from. */
export function isLikely({ evidence }: LineageEdge): boolean {
  return evidence === 'likely'
}

/** Returns what a decision about a likely link names it by. */
export function linkOf({ to, from, input_name }: LineageEdge): Omit<LinkDecisionInput, 'decision'> {
  return { file_hash: to, name: input_name ?? '', input_hash: from }
}

/** Decides about the likely links of a content; returns false if it has none. */
export function decideLikely(edges: readonly LineageEdge[], id: string | undefined, decision: LinkDecision): unknown {
  const links = edges.filter((edge) => isLikely(edge) && (edge.from === id || edge.to === id)).map(linkOf)
  return links.length > 0 && decideLinks(links, decision)
}
