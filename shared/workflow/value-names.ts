import type { Json, WorkflowGraph, WorkflowNode } from './graph.ts'
import { parseJson } from './parse-json.ts'
import { isObject } from './validate.ts'

/** The values that ComfyUI's editor writes after a seed; the graph that runs does not have them. */
const controls: readonly Json[] = ['fixed', 'increment', 'decrement', 'randomize']

/**
 * Names the numbered values of a graph by the graph that ran, in ComfyUI's API format, which the same file carries: it
 * lists the values of each node in the same order. Nodes whose values differ there keep the names that they have.
 */
export function nameValues(graph: WorkflowGraph, prompt: string | null): WorkflowGraph {
  const ran = prompt === null || graph.format !== 'comfyui-ui' ? undefined : readPrompt(prompt)
  if (!ran) return graph
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const run = ran[node.id]
      const widgets = isObject(run) && isObject(run.inputs) ? namesOf(node, run.inputs) : undefined
      return widgets ? { ...node, widgets } : node
    }),
  }
}

function readPrompt(text: string): Record<string, Json> | undefined {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : undefined
  } catch {
    // A text that is no JSON names nothing.
    return undefined
  }
}

/** Returns the names of a node's values; undefined if they are not those that ran. */
function namesOf({ config }: WorkflowNode, inputs: Record<string, Json>): string[] | undefined {
  const values = Object.values(config)
  if (values.length === 0 || !Object.keys(config).every((key, index) => key === String(index))) return undefined
  const ran = Object.entries(inputs)
  // A value whose input is connected is saved too, but so are no values of inputs that only take a connection.
  return (
    align(
      values,
      ran.filter(([, given]) => !isLink(given)),
    ) ?? align(values, ran)
  )
}

function align(values: readonly Json[], ran: readonly (readonly [name: string, given: Json])[]): string[] | undefined {
  const names: string[] = []
  let next = 0
  for (const value of values) {
    const [name, given = null] = ran[next] ?? []
    if (name !== undefined && (isLink(given) || isSame(given, value))) {
      names.push(name)
      next++
    } else if (/seed$/i.test(names.at(-1) ?? '') && controls.includes(value)) names.push('control_after_generate')
    else if (next > 0 && next === ran.length)
      return names // The rest are buttons, which the editor saves too.
    else return undefined
  }
  return names
}

/** Returns whether an input came from another node. */
function isLink(value: Json): boolean {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isInteger(value[1])
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
