import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatCount } from '../../shared/units.ts'
import { actionName } from '../components/processing/processing-labels.ts'

/**
 * Returns the maker of a content: the name of a workflow, a processing action, or the program in the content
 * credentials.
 */
export function makerName({ kind, label, node_type }: LineageEdge): string {
  if (kind === 'processing') return actionName(label ?? '')
  if (kind === 'ingredient') return label ?? 'Content credentials'
  return label ?? node_type ?? 'Workflow'
}

/** Returns the makers of several edges, each once. */
export function makerNames(edges: readonly LineageEdge[]): string {
  return [...new Set(edges.map(makerName))].join(', ')
}

/** Returns the evidence for a link. */
export function evidenceOf({ kind, node_id, node_type, execution_id }: LineageEdge): string {
  const node = [node_id, node_type].filter(Boolean).join(' · ')
  if (kind === 'processing') return 'Made in Rushes or a connected program'
  if (kind === 'ingredient') return 'Named in the file’s content credentials'
  if (kind === 'input') return `Named in the file’s workflow${node && `, at ${node}`}`
  return `${execution_id === null ? 'From the workflow' : 'From one run'}${node && `, at ${node}`}`
}

/** Returns why a node has no take in the library, or that its file is missing; else null. */
export function stateOf({ video_id, image_id, file_hash, missing_since }: LineageNode): string | null {
  if ((video_id ?? image_id) !== null) return missing_since === null ? null : 'file missing'
  return file_hash === null ? 'name only' : 'not in the library'
}

/** Returns the counts of takes and links on screen. */
export function countLabel({ nodes, edges }: Lineage): string {
  const takes = nodes.filter(({ video_id }) => video_id !== null).length
  const images = nodes.filter(({ video_id, image_id }) => video_id === null && image_id !== null).length
  const others = nodes.length - takes - images
  const words = [
    formatCount(takes, 'take'),
    images > 0 && formatCount(images, 'image'),
    others > 0 && formatCount(others, 'other file'),
    formatCount(edges.length, 'link'),
  ]
  return words.filter(Boolean).join(', ')
}

/** Returns what is left out of the graph and how to show it; null if nothing is. */
export function leftOutLabel({ truncated, left_out, nodes, edges }: Lineage): string | null {
  if (!truncated) return null
  const what =
    left_out > 0
      ? `At least ${formatCount(left_out)} more are not shown; a graph shows at most ${formatCount(nodes.length)}.`
      : `Only ${formatCount(edges.length)} links are shown.`
  return `${what} Show fewer steps or one direction, or start from another take.`
}
