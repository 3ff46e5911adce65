import type { ComfyNode } from './comfyui-nodes.ts'
import { textIn } from './known.ts'

type Role = 'positive' | 'negative'

const roleNames = {
  positive: /^(positive|positive_prompt|pos|prompt_positive)$/i,
  negative: /^(negative|negative_prompt|neg|prompt_negative)$/i,
}
const textNames = /^(text|prompt|string|value|str|(text|string|prompt)_[a-z0-9]|clip_[lg]|t5xxl|llama)$/i
/** More nodes than people join for one text; the search calls itself as often. */
const mostNodes = 500
/** Links that lead to conditioning, from whatever node. */
const conditioningNames = /cond|guid|embed|positive|negative|prompt/i

/**
 * The text that conditions a sampler: back from it through whatever combines or changes conditioning, to the nodes that hold
 * text. What only `negative` leads to counts as negative; a text that is zeroed out counts as none.
 */
export function promptOf(sampler: ComfyNode, role: Role): string | undefined {
  return textIn(joined(conditioningTexts(sampler, role, role === 'positive', new Set())))
}

function conditioningTexts(node: ComfyNode, role: Role, marked: boolean, seen: Set<ComfyNode>): string[] {
  if (seen.has(node) || seen.size >= mostNodes || /zero_?out/i.test(node.type)) return []
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

/** The texts of a node, its own and those that links bring, in the order of its inputs. */
export function textsOf(node: ComfyNode, seen = new Set<ComfyNode>()): string[] {
  if (seen.has(node) || seen.size >= mostNodes) return []
  seen.add(node)
  // Of a prompt with wildcards, the one that was drawn.
  const drawn = textIn(node.values.get('populated_text'))
  if (drawn !== undefined) return [drawn]
  const brought = [...node.links].filter(([name]) => textNames.test(name))
  if (brought.length > 0) return brought.flatMap(([, source]) => textsOf(source, seen))
  const own = [...node.values].filter(([name]) => textNames.test(name))
  const texts = own.flatMap(([, value]) => textIn(value) ?? [])
  if (texts.length > 0 || node.links.size !== 1) return texts
  // A reroute, or a node that shows what passes through it.
  return [...node.links.values()].flatMap((source) => textsOf(source, seen))
}

/** Encoders for two models get the same text twice. */
function joined(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].join('\n')
}
