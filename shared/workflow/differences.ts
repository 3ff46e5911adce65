import type { Difference } from '../contract/configurations.ts'
import { jsonDifferences } from '../json-differences.ts'
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'

/** A value of a node's config that was added (no `was`), removed (no `is`) or changed; the path begins in the config. */
export type ConfigChange = Difference & { node: string }

type NodeName = Pick<WorkflowNode, 'id' | 'type'>
type Connection = Pick<WorkflowEdge, 'from' | 'to'>

export interface DefinitionDifferences {
  nodesAdded: NodeName[]
  nodesRemoved: NodeName[]
  configChanges: ConfigChange[]
  modeChanges: { node: string; was: WorkflowNode['mode']; is: WorkflowNode['mode'] }[]
  connectionsAdded: Connection[]
  connectionsRemoved: Connection[]
}

/**
 * What differs between two definitions in what they make; titles, places and the ids of connections do not count. Nodes are the same
 * when their ids are; one that has another type now is another node. What is added follows the order of `after`, the rest that of
 * `before`. Both graphs come from one format, since each names ports its own way.
 */
export function definitionDifferences(before: WorkflowGraph, after: WorkflowGraph): DefinitionDifferences {
  const nodesAfter = new Map(after.nodes.map((node) => [nameOf(node), node]))
  const namesBefore = new Set(before.nodes.map(nameOf))
  const configChanges: ConfigChange[] = []
  const modeChanges: DefinitionDifferences['modeChanges'] = []
  for (const was of before.nodes) {
    const is = nodesAfter.get(nameOf(was))
    if (!is) continue
    for (const change of jsonDifferences(was.config, is.config)) configChanges.push({ node: was.id, ...change })
    if (was.mode !== is.mode) modeChanges.push({ node: was.id, was: was.mode, is: is.mode })
  }
  return {
    nodesAdded: after.nodes.filter((node) => !namesBefore.has(nameOf(node))).map(toName),
    nodesRemoved: before.nodes.filter((node) => !nodesAfter.has(nameOf(node))).map(toName),
    configChanges,
    modeChanges,
    connectionsAdded: missingFrom(before.edges, after.edges),
    connectionsRemoved: missingFrom(after.edges, before.edges),
  }
}

function nameOf({ id, type }: WorkflowNode): string {
  return JSON.stringify([id, type])
}

function toName({ id, type }: WorkflowNode): NodeName {
  return { id, type }
}

/** The edges of `edges` that `others` has not, or has fewer of. */
function missingFrom(others: WorkflowEdge[], edges: WorkflowEdge[]): Connection[] {
  const counts = new Map<string, number>()
  for (const edge of others) counts.set(endsOf(edge), (counts.get(endsOf(edge)) ?? 0) + 1)
  const missing = edges.filter((edge) => {
    const left = counts.get(endsOf(edge)) ?? 0
    counts.set(endsOf(edge), left - 1)
    return left <= 0
  })
  return missing.map(({ from, to }) => ({ from, to }))
}

function endsOf({ from, to }: WorkflowEdge): string {
  return JSON.stringify([from.node, from.port, to.node, to.port])
}
