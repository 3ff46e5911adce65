import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatCount } from '../../shared/units.ts'
import { actionName } from '../components/processing/processing-labels.ts'
import { isLikely } from './likely-links.ts'
import { texts } from './texts.ts'

/**
 * Returns the maker of a content: the name of a workflow, a processing action, or the program in the content
 * credentials.
 */
export function makerName({ kind, label, node_type }: LineageEdge): string {
  if (kind === 'processing') return actionName(label ?? '')
  if (kind === 'ingredient') return label ?? texts.contentCredentials
  return label ?? node_type ?? texts.workflow
}

/** Returns the makers of several edges, each once. */
export function makerNames(edges: readonly LineageEdge[]): string {
  return [...new Set(edges.map(makerName))].join(', ')
}

/** Returns the evidence for a link, and the node that it is about. */
export function evidenceOf(edge: LineageEdge): string {
  const node = [edge.node_id, edge.node_type].filter(Boolean).join(' · ')
  return `${reasonOf(edge)}${node && texts.at(node)}`
}

function reasonOf({ kind, evidence, from, execution_id }: LineageEdge): string {
  if (evidence === 'likely') return texts.reasonOnlyName
  if (kind === 'processing') return texts.reasonContent
  if (kind === 'workflow') return texts.associatedWith(execution_id === null ? texts.theWorkflow : texts.oneRun)
  if (kind === 'ingredient') return evidence === 'proven' ? texts.provenByTheContent : texts.namedInTheContent
  if (evidence === 'proven') return texts.reasonPath
  // The id of an input that is known by name only is a list.
  return from.startsWith('[') ? texts.namedInTheFiles : texts.reasonTold
}

/** Returns why a node has no take in the library, or that its file is missing; else null. */
export function stateOf({ video_id, image_id, file_hash, missing_since }: LineageNode): string | null {
  if ((video_id ?? image_id) !== null) return missing_since === null ? null : texts.fileMissing
  return file_hash === null ? texts.nameOnly : texts.notInTheLibrary
}

/** Returns the counts of takes and links on screen. */
export function countLabel({ nodes, edges }: Lineage): string {
  const takes = nodes.filter(({ video_id }) => video_id !== null).length
  const images = nodes.filter(({ video_id, image_id }) => video_id === null && image_id !== null).length
  const others = nodes.length - takes - images
  const likely = edges.filter(isLikely).length
  const words = [
    formatCount(takes, 'take'),
    images > 0 && formatCount(images, 'image'),
    others > 0 && formatCount(others, texts.otherFile),
    formatCount(edges.length - likely, 'link'),
    likely > 0 && texts.likely(formatCount(likely)),
  ]
  return words.filter(Boolean).join(', ')
}

/** Returns what is left out of the graph and how to show it; null if nothing is. */
export function leftOutLabel({ truncated, left_out, nodes, edges }: Lineage): string | null {
  if (!truncated) return null
  const what =
    left_out > 0
      ? texts.leftOutAtLeast(formatCount(left_out), formatCount(nodes.length))
      : texts.onlyLinksAreShown(formatCount(edges.length))
  return texts.leftOutHint(what)
}
