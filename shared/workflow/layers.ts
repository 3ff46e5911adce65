/** Nodes by number, each with those that its edges lead to, or come from. */
export type Neighbours = readonly (readonly number[])[]

/** The same edges, seen from where they lead. */
export function reversed(after: Neighbours): Neighbours {
  const before = after.map((): number[] => [])
  for (const [node, targets] of after.entries()) for (const target of targets) before[target]?.push(node)
  return before
}

const unseen = 0
const onPath = 1
const done = 2

/**
 * Leaves out edges until no cycle is left: those that lead back to where a walk through the graph came from. `order` has every
 * node before those that its edges lead to. The walk keeps its path in a list, so that a long row of nodes does not fill the stack.
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
  // A walk from where the graph begins leaves out the edges that a person would call the way back.
  const sources = [...reversed(after).entries()].filter(([, before]) => before.length === 0).map(([node]) => node)
  for (const root of [...sources, ...after.keys()]) {
    if (state[root] === unseen) enter(root)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { done: isLast, value: next } = step.rest.next()
      if (isLast) {
        state[step.node] = done
        finished.push(step.node)
        path.pop()
      } else if (state[next] !== onPath) {
        kept[step.node]?.push(next)
        if (state[next] === unseen) enter(next)
      }
    }
  }
  return { after: kept, order: finished.reverse() }
}

/**
 * The column of each node: as many as the longest way to it has edges. A node that nothing leads to stands right before the first
 * that it leads to, not at the far left.
 */
export function columnsOf({ after, order }: { after: Neighbours; order: number[] }): number[] {
  const columns = after.map(() => 0)
  const begins = after.map(() => true)
  for (const node of order) {
    const next = (columns[node] ?? 0) + 1
    for (const target of after[node] ?? []) {
      columns[target] = Math.max(columns[target] ?? 0, next)
      begins[target] = false
    }
  }
  for (const node of order) {
    const targets = after[node] ?? []
    if (!begins[node] || targets.length === 0) continue
    columns[node] =
      targets.reduce((least, target) => Math.min(least, columns[target] ?? 0), Number.POSITIVE_INFINITY) - 1
  }
  return columns
}

/** How often the columns are ordered from both sides. More changes little. */
const sweeps = 4

/**
 * The nodes of each column from top to bottom, so that few edges cross: each goes to the mean height of its neighbours, from the
 * left and from the right in turn (the barycentre method of Sugiyama, 1981). Equal ones keep their order.
 */
export function orderColumns(columns: readonly number[], after: Neighbours): number[][] {
  const ordered: number[][] = []
  for (const [node, column] of columns.entries()) {
    ordered[column] ??= []
    ordered[column].push(node)
  }
  const before = reversed(after)
  const height = new Float64Array(columns.length)
  // Heights are counted from the middle: columns of different lengths are drawn that way too.
  const measure = (column: number[]) => {
    for (const [row, node] of column.entries()) height[node] = row - (column.length - 1) / 2
  }
  const settle = (column: number[], neighbours: Neighbours) => {
    const wish = new Map(column.map((node) => [node, meanOf(neighbours[node] ?? [], height) ?? height[node] ?? 0]))
    column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0))
    measure(column)
  }
  ordered.forEach(measure)
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const column of ordered.toReversed()) settle(column, after)
    for (const column of ordered) settle(column, before)
  }
  return ordered
}

/** The mean of what `values` has for these nodes; undefined for none. */
export function meanOf(nodes: readonly number[], values: Float64Array): number | undefined {
  if (nodes.length === 0) return undefined
  return nodes.reduce((sum, node) => sum + (values[node] ?? 0), 0) / nodes.length
}
