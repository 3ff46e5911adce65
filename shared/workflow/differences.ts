import type { Difference } from '../contract/configurations.ts'
import { jsonDifferences } from '../json-differences.ts'
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'

/**
 * A value of a node's config that was added (no `was`), removed (no `is`) or changed; the path is relative to the
 * config.
 */
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
 * Returns the differences between two definitions that affect their output; titles, positions and the ids of
 * connections do not count. Nodes are identified by id and type. Additions are in the order of `after`, the rest in
 * that of `before`. Both graphs must have the same format, since formats name ports differently.
 */
export function definitionDifferences(before: WorkflowGraph, after: WorkflowGraph): DefinitionDifferences {
  const nodesAfter = new Map(after.nodes.map((node) => [keyOf(node), node]))
  const namesBefore = new Set(before.nodes.map(keyOf))
  const configChanges: ConfigChange[] = []
  const modeChanges: DefinitionDifferences['modeChanges'] = []
  for (const was of before.nodes) {
    const is = nodesAfter.get(keyOf(was))
    if (!is) continue
    for (const change of jsonDifferences(was.config, is.config)) configChanges.push({ node: was.id, ...change })
    if (was.mode !== is.mode) modeChanges.push({ node: was.id, was: was.mode, is: is.mode })
  }
  return {
    nodesAdded: after.nodes.filter((node) => !namesBefore.has(keyOf(node))).map(toName),
    nodesRemoved: before.nodes.filter((node) => !nodesAfter.has(keyOf(node))).map(toName),
    configChanges,
    modeChanges,
    connectionsAdded: missingFrom(before.edges, after.edges),
    connectionsRemoved: missingFrom(after.edges, before.edges),
  }
}

function keyOf({ id, type }: WorkflowNode): string {
  return JSON.stringify([id, type])
}

function toName({ id, type }: WorkflowNode): NodeName {
  return { id, type }
}

/** Returns the edges of `edges` that `others` does not have, or has fewer of. */
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
