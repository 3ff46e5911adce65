import type { LineageEdge } from '../../shared/contract/lineage.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import { type Reach, reachOf } from '../../shared/workflow/reach.ts'
import type { Db } from '../database/connection.ts'
import { type Run, type RunTake, readRunDefinition, runsQuery, runTakesQuery } from '../database/lineage.ts'
import type { Direction, FoundEdges } from './lineage-steps.ts'

/** What one node of a run used or made. */
interface Cell
  extends Pick<RunTake, 'workflow_id' | 'execution_id' | 'workflow_name' | 'node_id' | 'node_type' | 'role'> {
  hashes: Set<string>
}

/** What went into one node, and what another made of it. */
interface CellLink {
  used: Cell
  made: Cell
}

/** A run of more takes is read in part. */
const mostTakes = 20_000

const nearRoles = { from: ['output', 'intermediate'], into: ['input', 'intermediate'] } as const

/**
 * Follows the associations of runs from contents to others. What is an input of a run went into what the run made, where its graph
 * leads from the node of the one to that of the other. What is said of a workflow and of no execution may be of many runs: with
 * several inputs at one node and several results at another nobody knows which went into which, and nothing is claimed.
 */
export function followRuns(db: Db, mostEdges: number) {
  const known = new Map<string, CellLink[]>()
  const reaches = new Map<string, Reach | undefined>()
  let isWhole = true

  async function read(runs: readonly Run[]): Promise<void> {
    const unknown = runs.filter((run) => !known.has(keyOf(run)))
    if (unknown.length === 0) return
    const { rows } = await runTakesQuery(unknown, mostTakes).execute(db)
    if (rows.length === mostTakes) isWhole = false
    const cells = cellsOf(rows)
    for (const run of unknown) known.set(keyOf(run), await linksOf(run, cells.get(keyOf(run)) ?? []))
  }

  async function linksOf(run: Run, cells: readonly Cell[]): Promise<CellLink[]> {
    const used = cells.filter(({ role }) => role !== 'output')
    const made = cells.filter(({ role }) => role !== 'input')
    if (used.length === 0 || made.length === 0) return []
    const reach = await reachOfRun(run)
    return used.flatMap((one) =>
      made.flatMap((other) => (mayLead(one, other, reach) ? [{ used: one, made: other }] : [])),
    )
  }

  async function reachOfRun(run: Run): Promise<Reach | undefined> {
    const definition = (await readRunDefinition(db, run)) ?? ''
    if (!reaches.has(definition)) reaches.set(definition, readReach(definition))
    return reaches.get(definition)
  }

  return async (hashes: readonly string[], direction: Direction): Promise<FoundEdges> => {
    const { rows: runs } = await runsQuery(hashes, nearRoles[direction]).execute(db)
    await read(runs)
    const near = new Set(hashes)
    const edges: LineageEdge[] = []
    for (const edge of pairs(
      runs.flatMap((run) => known.get(keyOf(run)) ?? []),
      near,
      direction,
    )) {
      if (edges.length >= mostEdges) return { edges, isWhole: false }
      edges.push(edge)
    }
    return { edges, isWhole }
  }
}

function keyOf({ workflow_id, execution_id }: Run): string {
  return JSON.stringify([workflow_id, execution_id])
}

/** By the key of their run. */
function cellsOf(rows: readonly RunTake[]): Map<string, Cell[]> {
  const cells = new Map<string, Map<string, Cell>>()
  for (const { file_hash, ...rest } of rows) {
    const ofRun = cells.get(keyOf(rest)) ?? new Map<string, Cell>()
    cells.set(keyOf(rest), ofRun)
    const key = `${rest.role} ${rest.node_id}`
    const cell = ofRun.get(key) ?? { ...rest, hashes: new Set() }
    ofRun.set(key, cell)
    cell.hashes.add(file_hash)
  }
  return new Map([...cells].map(([key, ofRun]) => [key, [...ofRun.values()]]))
}

function mayLead(used: Cell, made: Cell, reach: Reach | undefined): boolean {
  if (used.role === 'intermediate' && made.role === 'intermediate') return false
  if (used.execution_id === null && used.hashes.size > 1 && made.hashes.size > 1) return false
  if (!reach?.has(used.node_id) || !reach.has(made.node_id)) return true
  // A node that saves what it is shown ends there, and the picture goes on beside it.
  if (used.role === 'intermediate' && reach.isEnd(used.node_id)) return true
  return reach.leads(used.node_id, made.node_id)
}

/** A definition that nobody can read says nothing against what a run says. */
function readReach(definition: string): Reach | undefined {
  try {
    return reachOf(parseDefinition(definition))
  } catch {
    return undefined
  }
}

function* pairs(links: readonly CellLink[], near: ReadonlySet<string>, direction: Direction): Generator<LineageEdge> {
  for (const { used, made } of links) {
    const froms = direction === 'into' ? both(near, used.hashes) : used.hashes
    const tos = direction === 'from' ? both(near, made.hashes) : made.hashes
    for (const from of froms) for (const to of tos) if (from !== to) yield edgeOf(from, to, made)
  }
}

function both(some: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some]
  return [...fewer].filter((it) => more.has(it))
}

function edgeOf(from: string, to: string, made: Cell): LineageEdge {
  const { workflow_id, execution_id, workflow_name, node_id, node_type } = made
  const id = JSON.stringify(['workflow', from, to, workflow_id, execution_id, node_id])
  return {
    id,
    from,
    to,
    kind: 'workflow',
    label: workflow_name,
    workflow_id,
    execution_id,
    node_id,
    node_type,
    job_id: null,
  }
}
