/** For each node, by index, the nodes that its edges lead to, or come from. */
export type Neighbours = readonly (readonly number[])[]

/** Returns the edges in the other direction. */
export function reversed(after: Neighbours): Neighbours {
  const before = after.map((): number[] => [])
  for (const [node, targets] of after.entries()) for (const target of targets) before[target]?.push(node)
  return before
}

const unvisited = 0
const onPath = 1
const done = 2

/**
 * Removes the edges that close cycles: those that lead back to a node on the path of a depth-first search. `order` is
 * topological. The search is iterative, so that a long chain of nodes does not overflow the stack.
 */
export function withoutCycles(after: Neighbours): { after: Neighbours; order: number[] } {
  const state = new Uint8Array(after.length)
  const kept = after.map((): number[] => [])
  const finished: number[] = []
  const path: { node: number; rest: Iterator<number> }[] = []
  const enter = (node: number) => {
    state[node] = onPath
    path.push({ node, rest: (after[node] ?? []).values() })
  }
  // A search that starts at the sources removes the edges that appear to lead back.
  const sources = [...reversed(after).entries()].filter(([, before]) => before.length === 0).map(([node]) => node)
  for (const root of [...sources, ...after.keys()]) {
    if (state[root] === unvisited) enter(root)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { done: isLast, value: next } = step.rest.next()
      if (isLast) {
        state[step.node] = done
        finished.push(step.node)
        path.pop()
      } else if (state[next] !== onPath) {
        kept[step.node]?.push(next)
        if (state[next] === unvisited) enter(next)
      }
    }
  }
  return { after: kept, order: finished.reverse() }
}

/**
 * Returns the column of each node: the length of the longest path to it. A node without incoming edges is in the column
 * before the first node that it leads to, not at the far left.
 */
export function columnsOf({ after, order }: { after: Neighbours; order: number[] }): number[] {
  const columns = after.map(() => 0)
  const isSource = after.map(() => true)
  for (const node of order) {
    const next = (columns[node] ?? 0) + 1
    for (const target of after[node] ?? []) {
      columns[target] = Math.max(columns[target] ?? 0, next)
      isSource[target] = false
    }
  }
  for (const node of order) {
    const targets = after[node] ?? []
    if (!isSource[node] || targets.length === 0) continue
    columns[node] =
      targets.reduce((least, target) => Math.min(least, columns[target] ?? 0), Number.POSITIVE_INFINITY) - 1
  }
  return columns
}

/** The number of times that the columns are ordered from both sides; more changes little. */
const sweeps = 4

/**
 * Orders the nodes of each column so that few edges cross: by the mean height of their neighbours on the left and on
 * the right in turn (barycentre method, Sugiyama et al., 1981). Ties keep their order.
 */
export function orderColumns(columns: readonly number[], after: Neighbours): number[][] {
  const ordered: number[][] = []
  for (const [node, column] of columns.entries()) {
    ordered[column] ??= []
    ordered[column].push(node)
  }
  const before = reversed(after)
  const height = new Float64Array(columns.length)
  // Heights count from the middle, because columns are centred.
  const measure = (column: number[]) => {
    for (const [row, node] of column.entries()) height[node] = row - (column.length - 1) / 2
  }
  const reorder = (column: number[], neighbours: Neighbours) => {
    const target = new Map(column.map((node) => [node, meanOf(neighbours[node] ?? [], height) ?? height[node] ?? 0]))
    column.sort((a, b) => (target.get(a) ?? 0) - (target.get(b) ?? 0))
    measure(column)
  }
  ordered.forEach(measure)
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const column of ordered.toReversed()) reorder(column, after)
    for (const column of ordered) reorder(column, before)
  }
  return ordered
}

/** Returns the mean of `values` over these nodes; undefined for none. */
export function meanOf(nodes: readonly number[], values: Float64Array): number | undefined {
  if (nodes.length === 0) return undefined
  return nodes.reduce((sum, node) => sum + (values[node] ?? 0), 0) / nodes.length
}
