import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatCount } from '../../shared/units.ts'
import { actionName } from '../processing/processing-words.ts'

/** What made something, in a few letters: the name of a workflow, what was done, the program of the credentials. */
export function makerName({ kind, label, node_type }: LineageEdge): string {
  if (kind === 'processing') return actionName(label ?? '')
  if (kind === 'ingredient') return label ?? 'Content credentials'
  return label ?? node_type ?? 'Workflow'
}

/** The makers of several edges, each once. */
export function makerNames(edges: readonly LineageEdge[]): string {
  return [...new Set(edges.map(makerName))].join(', ')
}

/** How it is known that something was made so. */
export function evidenceOf({ kind, node_id, node_type, execution_id }: LineageEdge): string {
  const node = [node_id, node_type].filter(Boolean).join(' · ')
  if (kind === 'processing') return 'made here, or by a program that uses this library'
  if (kind === 'ingredient') return 'named in the content credentials of the file'
  if (kind === 'input') return `named in the workflow that the file carries${node && `, at ${node}`}`
  return `${execution_id === null ? 'of the workflow' : 'of one run'}${node && `, at ${node}`}`
}

/** What is not a take says what it is. */
export function stateOf({ video_id, image_id, file_hash, missing_since }: LineageNode): string | null {
  if ((video_id ?? image_id) !== null) return missing_since === null ? null : 'file missing'
  return file_hash === null ? 'known by name only' : 'not in the library'
}

/** How much is on screen. */
export function countWords({ nodes, edges }: Lineage): string {
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

/** How much is not, and what to do about it; null where all is. */
export function leftOutWords({ truncated, left_out, nodes, edges }: Lineage): string | null {
  if (!truncated) return null
  const what =
    left_out > 0
      ? `At least ${formatCount(left_out)} more are left out: a graph shows ${formatCount(nodes.length)} at most.`
      : `Not all links are drawn, only ${formatCount(edges.length)}.`
  return `${what} Follow fewer steps, or one direction, or start from another take.`
}
