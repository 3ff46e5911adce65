import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'

/** A link into a node: the node that it comes from, its output, and the type of what passes if a file states it. */
export interface ComfyLink {
  node: ComfyNode
  /** Number of the output. */
  slot: number
  type: string | undefined
}

/** A node of ComfyUI that ran, with its values and links by the names of its inputs. */
export interface ComfyNode {
  id: string
  type: string
  values: ReadonlyMap<string, Json>
  links: ReadonlyMap<string, ComfyLink>
  /** The names of the outputs; empty if no file states them. */
  outputs: readonly string[]
}

/** Returns whether a node is a sampler, whatever its name: it has a seed or noise, and steps or sigmas. */
export function isSampler({ values, links }: ComfyNode): boolean {
  const has = (name: string) => values.has(name) || links.has(name)
  return (has('seed') || has('noise_seed') || has('noise')) && (has('steps') || has('sigmas'))
}

/** Returns up to `most` nodes upstream of `start`, without itself, the nearest first. The graph may have cycles. */
export function upstreamOf(
  start: ComfyNode,
  linksOf: (node: ComfyNode) => Iterable<ComfyLink> = (node) => node.links.values(),
  most = Number.POSITIVE_INFINITY,
): ComfyNode[] {
  const seen = new Set([start])
  for (const node of seen) {
    if (seen.size > most) break
    for (const link of linksOf(node)) seen.add(link.node)
  }
  seen.delete(start)
  return [...seen].slice(0, most)
}

/**
 * Returns the nodes upstream of `start`, with itself, in topological order: each after those that it depends on. The
 * search is iterative, so that a long chain does not overflow the stack; a link that closes a cycle is ignored.
 */
export function inOrder(start: ComfyNode, linksOf: (node: ComfyNode) => Iterable<ComfyLink>): ComfyNode[] {
  const seen = new Set([start])
  const ordered: ComfyNode[] = []
  const path = [{ node: start, rest: [...linksOf(start)].values() }]
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const { done, value } = step.rest.next()
    if (done) {
      ordered.push(step.node)
      path.pop()
    } else if (!seen.has(value.node)) {
      seen.add(value.node)
      path.push({ node: value.node, rest: [...linksOf(value.node)].values() })
    }
  }
  return ordered
}

/** Returns the first value under one of `names`, also if it is linked from a node that holds the value. */
export function inputValue(node: ComfyNode, names: readonly string[]): Json | undefined {
  for (const name of names) {
    const link = node.links.get(name)
    const value = link ? valueOver(link, name, node) : node.values.get(name)
    if (value !== undefined) return value
  }
  return undefined
}

const valueNames = ['value', 'Value', 'int', 'float', 'number', 'string', 'text']
const seedNames = ['seed', 'noise_seed', 'value', 'Value']
/** Names of one quantity: the number of frames. */
const frameNames = ['length', 'num_frames', 'video_frames', 'frame_count', 'frames', 'count']
const sameAs = new Map(frameNames.map((name) => [name, frameNames]))
/** Values by the number of the output that passes them on. */
const sliders: Readonly<Record<string, readonly string[]>> = { mxSlider: ['Xi'], mxSlider2D: ['Xi', 'Yi'] }
/** Settings of nodes whose outputs are computed, so that a value of the same name is only what was asked for. */
const computing = ['keep_proportion', 'aspect_ratio', 'expression', 'operation', 'op', 'swap_dimensions']
const maxReroutes = 50

/** Returns the value that a link passes: of a primitive, a constant or a seed; undefined if it is computed. */
function valueOver(start: ComfyLink, name: string, target: ComfyNode): Json | undefined {
  let link = start
  for (let hops = 0; hops < maxReroutes; hops++) {
    const { node } = link
    if (computing.some((it) => isComputing(node.values.get(it)))) return undefined
    const value = simple(node, heldNames(link, name, target))
    if (value !== undefined) return value
    const [only] = node.links.values()
    // A node with values of its own computes; a reroute has none.
    if (!only || node.links.size > 1 || (node.values.size > 0 && !isReroute(node))) return undefined
    link = only
  }
  return undefined
}

/** Returns whether a value says that sizes are computed; a node that crops or pads returns what it was asked for. */
function isComputing(value: Json | undefined): boolean {
  return value !== undefined && value !== false && !/^(crop|stretch|pad\w*|custom|none|)$/i.test(String(value))
}

function isReroute({ type }: ComfyNode): boolean {
  return /reroute/i.test(type)
}

/** Lists the values of a node that its output may pass, the most certain first. */
function heldNames({ node, slot }: ComfyLink, name: string, target: ComfyNode): readonly string[] {
  const slider = Object.hasOwn(sliders, node.type) ? sliders[node.type]?.[slot] : undefined
  if (slider !== undefined) return [slider]
  const output = node.outputs[slot]?.toLowerCase()
  const alike = sameAs.get(name) ?? [name]
  const own = node.outputs.length > 1 && output ? (sameAs.get(output) ?? [output]) : undefined
  if (own?.some((it) => node.values.has(it))) return own
  // Without names, the outputs of width and height are in this order; only a swap is not.
  const other = name === 'width' ? 'height' : name === 'height' ? 'width' : undefined
  const beside = other === undefined ? undefined : target.links.get(other)
  if (other && beside?.node === node && node.values.has(other)) {
    const isSwapped = name === 'width' ? beside.slot < slot : beside.slot > slot
    return [isSwapped ? other : name]
  }
  if (/seed$/i.test(name)) return seedNames
  return node.outputs.length > 1 && slot > 0 ? alike : [...alike, ...valueNames]
}

function simple(node: ComfyNode, names: readonly string[]): Json | undefined {
  for (const name of names) {
    const value = node.links.has(name) ? undefined : node.values.get(name)
    if (value !== undefined && !isObject(value) && !Array.isArray(value)) return value
  }
  return undefined
}
