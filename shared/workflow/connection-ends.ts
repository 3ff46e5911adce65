import { z } from 'zod'
import type { GraphBuilder } from './build-graph.ts'
import type { Port, WorkflowEdge, WorkflowNode } from './graph.ts'
import { idSchema, longestId, must, type Path, quote, readAs, wrongAt } from './validate.ts'

type End = WorkflowEdge['from']
type Side = 'inputs' | 'outputs'

const endSchema = z.object({ nodeId: idSchema, portId: idSchema.nullish() }, must('a string or an object'))
const sides = {
  inputs: { word: 'input', counted: /^input-(\d{1,6})$/ },
  outputs: { word: 'output', counted: /^output-(\d{1,6})$/ },
}

/**
 * Resolves the ends of connections in each notation: `{ nodeId, portId }`, `node1-output-0`, or `node1` alone, which is
 * the first port. A node that lists ports has no others; one that lists none has those that connections name.
 */
export function connectionEnds(graph: GraphBuilder) {
  const listed = new Map<Port[], Set<string>>()

  /** Returns the ids of the ports that the definition lists, without those that connections add. */
  function portsOf(node: WorkflowNode, side: Side): Set<string> {
    const known = listed.get(node[side]) ?? new Set(node[side].map((port) => port.id))
    listed.set(node[side], known)
    return known
  }

  /** Returns the id of the port `name`, which may also be an index into the listed ports: `output-0`. */
  function findPort(node: WorkflowNode, side: Side, name: string): string | undefined {
    const ports = portsOf(node, side)
    if (ports.size === 0 || ports.has(name)) return name
    const index = sides[side].counted.exec(name)?.[1]
    return index === undefined ? undefined : node[side][Number(index)]?.id
  }

  /**
   * Splits `node1-output-0`. Ids may contain dashes: a port that is listed or indexed is preferred, then the longest
   * id.
   */
  function splitShort(text: string, side: Side): { node: WorkflowNode; port: string | null } | undefined {
    const exact = graph.find(text)
    if (exact) return { node: exact, port: null }
    let longest: { node: WorkflowNode; port: string } | undefined
    for (let dash = text.lastIndexOf('-', longestId); dash > 0; dash = text.lastIndexOf('-', dash - 1)) {
      const node = graph.find(text.slice(0, dash))
      const port = text.slice(dash + 1)
      if (!node || port === '' || port.length > longestId) continue
      if (portsOf(node, side).has(port) || sides[side].counted.test(port)) return { node, port }
      longest ??= { node, port }
    }
    return longest
  }

  function readEnd(value: unknown, side: Side, path: Path): { node: WorkflowNode; port: string | null } {
    if (typeof value === 'string') {
      const end = splitShort(value, side)
      if (!end) throw wrongAt(path, `is ${quote(value)}, but there is no such node`)
      return end
    }
    const { nodeId, portId } = readAs(endSchema, value, path)
    return { node: graph.node(nodeId, [...path, 'nodeId']), port: portId ?? null }
  }

  return {
    resolve(value: unknown, side: Side, path: Path): End {
      const { node, port } = readEnd(value, side, path)
      const name = port ?? `${sides[side].word}-0`
      const id = findPort(node, side, name)
      if (id !== undefined) return { node: node.id, port: id }
      const field = typeof value === 'string' ? path : [...path, 'portId']
      throw wrongAt(field, `names ${sides[side].word} ${quote(name)}, which the node ${quote(node.id)} does not have`)
    },
  }
}
