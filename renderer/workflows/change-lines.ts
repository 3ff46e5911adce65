import type { ConfigChange, DefinitionDifferences } from '../../shared/workflow/differences.ts'
import { definitionDifferences } from '../../shared/workflow/differences.ts'
import type { Json, WorkflowEdge, WorkflowGraph } from '../../shared/workflow/graph.ts'
import { valueLabel } from './node-labels.ts'

/** A removed or added line of a comparison. */
export interface ChangeLine {
  /** Null for connections, which belong to two nodes. */
  node: string | null
  sign: '-' | '+'
  words: string
}

/** Lists the changes between two definitions; null if their formats differ. */
export function changeLines(before: WorkflowGraph, after: WorkflowGraph): ChangeLine[] | null {
  // Each format names nodes and ports differently.
  return before.format === after.format ? linesOf(definitionDifferences(before, after)) : null
}

function linesOf(differences: DefinitionDifferences): ChangeLine[] {
  const { nodesAdded, nodesRemoved, configChanges, modeChanges, connectionsAdded, connectionsRemoved } = differences
  const lines: ChangeLine[] = [
    ...nodesRemoved.map(({ id, type }) => ({ node: id, sign: '-' as const, words: type })),
    ...nodesAdded.map(({ id, type }) => ({ node: id, sign: '+' as const, words: type })),
    ...configChanges.flatMap(configLines),
    ...modeChanges.flatMap(({ node, was, is }) => pair(node, 'mode', was, is)),
  ]
  // Changes are grouped by node, in the order of first appearance.
  const order = [...new Set(lines.map(({ node }) => node))]
  return [
    ...lines.toSorted((one, other) => order.indexOf(one.node) - order.indexOf(other.node)),
    ...connectionsRemoved.map((edge) => ({ node: null, sign: '-' as const, words: edgeLabel(edge) })),
    ...connectionsAdded.map((edge) => ({ node: null, sign: '+' as const, words: edgeLabel(edge) })),
  ]
}

function configLines({ node, path, was, is }: ConfigChange): ChangeLine[] {
  return pair(node, path, was, is)
}

function pair(node: string, name: string, was: Json | undefined, is: Json | undefined): ChangeLine[] {
  return [
    ...(was === undefined ? [] : [{ node, sign: '-' as const, words: `${name} ${valueLabel(was)}` }]),
    ...(is === undefined ? [] : [{ node, sign: '+' as const, words: `${name} ${valueLabel(is)}` }]),
  ]
}

function edgeLabel({ from, to }: Pick<WorkflowEdge, 'from' | 'to'>): string {
  return `${from.node} ${from.port} → ${to.node} ${to.port}`
}
