import type { ComfyNode } from './comfyui-nodes.ts'
import { textIn } from './read-values.ts'

type Role = 'positive' | 'negative'

const roleNames = {
  positive: /^(positive|positive_prompt|pos|prompt_positive)$/i,
  negative: /^(negative|negative_prompt|neg|prompt_negative)$/i,
}
const textNames = /^(text|prompt|string|value|str|(text|string|prompt)_[a-z0-9]|clip_[lg]|t5xxl|llama)$/i
/** More nodes than a workflow joins for one text; limits the depth of the recursion. */
const maxNodes = 500
/** Names of links that carry conditioning. */
const conditioningNames = /cond|guid|embed|positive|negative|prompt/i

/**
 * Returns the text that conditions a sampler, found by following links back through nodes that combine or change
 * conditioning. Text reached only through `negative` is the negative prompt; text that is zeroed out is ignored.
 */
export function promptOf(sampler: ComfyNode, role: Role): string | undefined {
  return textIn(joinTexts(conditioningTexts(sampler, role, role === 'positive', new Set())))
}

function conditioningTexts(node: ComfyNode, role: Role, marked: boolean, seen: Set<ComfyNode>): string[] {
  if (seen.has(node) || seen.size >= maxNodes || /zero_?out/i.test(node.type)) return []
  seen.add(node)
  const own = [...node.values].flatMap(([name, value]) => (roleNames[role].test(name) ? (textIn(value) ?? []) : []))
  if (own.length > 0) return own
  const named = [...node.links].filter(([name]) => roleNames[role].test(name))
  if (named.length > 0) return named.flatMap(([, source]) => conditioningTexts(source, role, true, seen))
  if (marked) {
    const texts = textsOf(node)
    if (texts.length > 0) return texts
  }
  const other = roleNames[role === 'positive' ? 'negative' : 'positive']
  return [...node.links]
    .filter(([name]) => conditioningNames.test(name) && !other.test(name))
    .flatMap(([, source]) => conditioningTexts(source, role, marked, seen))
}

/** Lists the texts of a node, its own and linked ones, in the order of its inputs. */
export function textsOf(node: ComfyNode, seen = new Set<ComfyNode>()): string[] {
  if (seen.has(node) || seen.size >= maxNodes) return []
  seen.add(node)
  // A prompt with wildcards, as expanded for this run.
  const expanded = textIn(node.values.get('populated_text'))
  if (expanded !== undefined) return [expanded]
  const linked = [...node.links].filter(([name]) => textNames.test(name))
  if (linked.length > 0) return linked.flatMap(([, source]) => textsOf(source, seen))
  const own = [...node.values].filter(([name]) => textNames.test(name))
  const texts = own.flatMap(([, value]) => textIn(value) ?? [])
  if (texts.length > 0 || node.links.size !== 1) return texts
  // A reroute, or a node that displays its input.
  return [...node.links.values()].flatMap((source) => textsOf(source, seen))
}

/** Joins texts without duplicates: encoders for two models get the same text twice. */
function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].join('\n')
}
