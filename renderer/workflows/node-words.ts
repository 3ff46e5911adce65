import type { Json, WorkflowNode } from '../../shared/workflow/graph.ts'

const promptKeys = ['prompt', 'text', 'positive', 'positive_prompt', 'prompts']

/** What a node is called: its title, else its type. */
export function titleOf({ title, type }: WorkflowNode): string {
  return title ?? type
}

/** The words that a node was given to make something of, if any. */
export function promptOf({ config }: WorkflowNode): string | null {
  for (const key of promptKeys) {
    const value = config[key]
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return null
}

/** The settings of a node in the order of its definition, in words; the prompt is not among them. */
export function settingsOf(node: WorkflowNode): [name: string, value: string][] {
  const prompt = promptOf(node)
  return Object.entries(node.config)
    .filter(([, value]) => value !== null && value !== '' && value !== prompt)
    .map(([name, value]) => [name, valueWords(value)])
}

/** A value of a definition as people read it: a text as it is, all else as JSON. */
export function valueWords(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}

/** What a node without a picture says of itself: its prompt, else a few of its settings. Empty where it has none. */
export function summaryOf(node: WorkflowNode): string {
  const prompt = promptOf(node)
  if (prompt) return `“${prompt.replaceAll(/\s+/g, ' ').trim()}”`
  return Object.entries(node.config)
    .flatMap(([name, value]) => shortWords(name, value))
    .slice(0, 3)
    .join(' · ')
}

/** A setting in a word or two: what is a text stands for itself, a number needs its name. */
function shortWords(name: string, value: Json): string[] {
  if (typeof value === 'string' && value !== '' && value.length <= 40) return [value]
  return typeof value === 'number' ? [`${name} ${value}`] : []
}
