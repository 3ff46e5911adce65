import type { Json } from '../workflow/graph.ts'
import { type ComfyLink, type ComfyNode, inputValue } from './comfyui-nodes.ts'

/** A node while its graph is read. */
export type OpenNode = ComfyNode & { values: Map<string, Json>; links: Map<string, ComfyLink> }

/**
 * Reduces a node that chooses one of its inputs to that input, so that nothing is followed that did not run. A choice
 * that is computed stays open: then each input may have run.
 */
export function closeSwitch(node: OpenNode): void {
  const chosen = chosenInput(node)
  if (chosen === undefined) return
  const link = node.links.get(chosen)
  const value = node.values.get(chosen)
  node.links.clear()
  node.values.clear()
  if (link) node.links.set('value', link)
  else if (value !== undefined) node.values.set('value', value)
}

function chosenInput(node: OpenNode): string | undefined {
  const names = [...node.links.keys(), ...node.values.keys()]
  if (names.includes('on_true') || names.includes('on_false')) {
    const isTrue = inputValue(node, ['switch', 'boolean'])
    return typeof isTrue === 'boolean' ? (isTrue ? 'on_true' : 'on_false') : undefined
  }
  // It passes on the first input that has a link.
  if (node.type === 'Any Switch (rgthree)') return [...node.links.keys()].sort()[0]
  const numbered = `input${inputValue(node, ['select']) ?? ''}`
  return /^ImpactSwitch$|^LatentSwitch$/.test(node.type) && names.includes(numbered) ? numbered : undefined
}
