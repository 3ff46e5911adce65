import { linksOf } from './comfyui-links.ts'
import type { ComfyLink, ComfyNode } from './comfyui-nodes.ts'
import { textIn } from './read-values.ts'

type Role = 'positive' | 'negative'

const roleNames = {
  // `cond1` is what DualCFGGuider aims at; its `cond2` is in between, often with the negative text.
  positive: /^(pos|positive|cond1)$|(^|_)positive(_|$)|(^|_)pos(_|$)/i,
  negative: /^(neg|negative|uncond)$|(^|_)negative(_|$)|(^|_)neg(_|$)/i,
}
const textNames = /^(text|prompt|string|value|str|(text|string|prompt)_[a-z0-9]|clip_[lg]|t5xxl|llama)$/i
/** More nodes than a workflow joins for one text; limits the depth of the recursion. */
const maxNodes = 500

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
  const named = [...node.links].filter(([name]) => roleNames[role].test(name)).map(([, link]) => link)
  if (named.length > 0) return followed(named, role, true, seen)
  if (marked) {
    const texts = textsOf(node)
    if (texts.length > 0) return texts
  }
  const other = roleNames[role === 'positive' ? 'negative' : 'positive']
  const against = new Set([...node.links].filter(([name]) => other.test(name)).map(([, link]) => link))
  const links = linksOf(node, 'conditioning').filter((link) => !against.has(link))
  // A guider tells its conditionings apart by their names only.
  if (/guider/i.test(node.type) && links.length > 1) return []
  return followed(links, role, marked, seen)
}

function followed(links: readonly ComfyLink[], role: Role, marked: boolean, seen: Set<ComfyNode>): string[] {
  return links.flatMap((link) => conditioningTexts(link.node, roleOver(link, role), marked, seen))
}

/** Returns the role of what an output passes: a file may state that it is the other one. */
function roleOver({ node, slot }: ComfyLink, role: Role): Role {
  const output = node.outputs[slot] ?? ''
  const other = role === 'positive' ? 'negative' : 'positive'
  const isOther = roleNames[other].test(output) && [...node.links.keys()].some((name) => roleNames[other].test(name))
  return isOther ? other : role
}

/** Lists the texts of a node, its own and linked ones, in the order of its inputs. */
export function textsOf(node: ComfyNode, seen = new Set<ComfyNode>()): string[] {
  if (seen.has(node) || seen.size >= maxNodes) return []
  seen.add(node)
  // A prompt with wildcards, as expanded for this run.
  const expanded = textIn(node.values.get('populated_text'))
  if (expanded !== undefined) return [expanded]
  const linked = [...node.links].filter(([name]) => textNames.test(name)).map(([, link]) => link.node)
  if (linked.length > 0) return linked.flatMap((source) => textsOf(source, seen))
  const own = [...node.values].filter(([name]) => textNames.test(name))
  const texts = own.flatMap(([, value]) => textIn(value) ?? [])
  const [only] = node.links.values()
  if (texts.length > 0 || node.links.size !== 1 || !only) return texts
  // A reroute, or a node that displays its input.
  return textsOf(only.node, seen)
}

/** Joins texts without duplicates: encoders for two models get the same text twice. */
function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].join('\n')
}
