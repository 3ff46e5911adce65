import { namedConfig } from '../../shared/generation/comfyui-widgets.ts'
import type { Json, WorkflowNode } from '../../shared/workflow/graph.ts'

const promptKeys = ['prompt', 'text', 'positive', 'positive_prompt', 'prompts']

/** Returns the title of a node; its type if it has none. */
export function titleOf({ title, type }: WorkflowNode): string {
  return title ?? type
}

/** The nodes that ComfyUI draws in a way of their own; null for any other. */
export type NodeKind = 'note' | 'reroute' | 'primitive' | 'subgraph'

/** Returns what a node is, if it is drawn in a way of its own. */
export function kindOf({ type, subgraph }: WorkflowNode): NodeKind | null {
  if (subgraph !== undefined) return 'subgraph'
  if (/^(Markdown)?Note$/.test(type)) return 'note'
  if (/^Reroute\b/.test(type)) return 'reroute'
  return /^Primitive/.test(type) ? 'primitive' : null
}

/** Returns the prompt of a node; null if it has none. */
export function promptOf(node: WorkflowNode): string | null {
  const values = new Map(namedConfig(node))
  for (const key of promptKeys) {
    const value = values.get(key)
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return null
}

/** Lists the settings of a node in the order of its definition, without the prompt. */
export function settingsOf(node: WorkflowNode): [name: string, value: string][] {
  const prompt = promptOf(node)
  return namedConfig(node)
    .filter(([, value]) => value !== null && value !== '' && value !== prompt)
    .map(([name, value]) => [name, valueLabel(value)])
}

/** Formats a value of a definition: text unchanged, everything else as JSON. */
export function valueLabel(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}

/** Returns the text that a node is about: its prompt, or the words of a note; empty if it has neither. */
export function textOf(node: WorkflowNode): string {
  const prompt = promptOf(node)
  if (prompt) return `“${prompt.replaceAll(/\s+/g, ' ').trim()}”`
  if (kindOf(node) !== 'note') return ''
  return Object.values(node.config)
    .filter((it) => typeof it === 'string')
    .join(' ')
}

/** Returns the text of a node, else some of its settings; empty if it has neither. */
export function summaryOf(node: WorkflowNode): string {
  const text = textOf(node)
  if (text !== '') return text
  return namedConfig(node)
    .flatMap(([name, value]) => shortLabels(name, value))
    .slice(0, 3)
    .join(' · ')
}

/** Values of ComfyUI's nodes that say little without their names. */
const plainValues = /^(fixed|increment|decrement|randomize|enable|disable|default|auto|image|)$/

/** Formats a setting in short: text without its name, numbers with it. */
function shortLabels(name: string, value: Json): string[] {
  if (typeof value === 'string' && !plainValues.test(value) && value.length <= 100) return [value]
  return typeof value === 'number' ? [`${name} ${value}`] : []
}
