import type { ConfigChange, DefinitionDifferences } from '../../shared/workflow/differences.ts'
import { definitionDifferences } from '../../shared/workflow/differences.ts'
import type { Json, WorkflowEdge, WorkflowGraph } from '../../shared/workflow/graph.ts'
import { valueWords } from './node-words.ts'

/** One line of what changed: what is gone, or what is there now. */
export interface ChangeLine {
  /** Null for connections, which belong to two nodes. */
  node: string | null
  sign: '-' | '+'
  words: string
}

/** What changed between two definitions, line by line; null where they cannot be laid beside each other. */
export function changeLines(before: WorkflowGraph, after: WorkflowGraph): ChangeLine[] | null {
  // Each format names nodes and ports its own way.
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
  // What was changed of a node stands together, nodes in the order in which they first come.
  const order = [...new Set(lines.map(({ node }) => node))]
  return [
    ...lines.toSorted((one, other) => order.indexOf(one.node) - order.indexOf(other.node)),
    ...connectionsRemoved.map((edge) => ({ node: null, sign: '-' as const, words: edgeWords(edge) })),
    ...connectionsAdded.map((edge) => ({ node: null, sign: '+' as const, words: edgeWords(edge) })),
  ]
}

function configLines({ node, path, was, is }: ConfigChange): ChangeLine[] {
  return pair(node, path, was, is)
}

function pair(node: string, name: string, was: Json | undefined, is: Json | undefined): ChangeLine[] {
  return [
    ...(was === undefined ? [] : [{ node, sign: '-' as const, words: `${name} ${valueWords(was)}` }]),
    ...(is === undefined ? [] : [{ node, sign: '+' as const, words: `${name} ${valueWords(is)}` }]),
  ]
}

function edgeWords({ from, to }: Pick<WorkflowEdge, 'from' | 'to'>): string {
  return `${from.node} ${from.port} → ${to.node} ${to.port}`
}
