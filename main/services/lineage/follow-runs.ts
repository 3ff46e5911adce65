import type { LineageEdge } from '../../../shared/contract/lineage.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { type Reachability, reachabilityOf } from '../../../shared/workflow/reachability.ts'
import type { Db } from '../../database/connection/connection.ts'
import {
  contentsOfRunsQuery,
  type Run,
  type RunContent,
  readRunDefinition,
  runsOfContentsQuery,
} from '../../database/lineage.ts'

/** `from`: to what a content was made from. `into`: to what was made from it. */
export type Direction = 'from' | 'into'

/** Links of one step. */
export interface FoundEdges {
  edges: LineageEdge[]
  /** False if links were left out because there are too many. */
  isComplete: boolean
}

/** The contents that one node of a run used or made, in one role. */
interface Cell extends Omit<RunContent, 'file_hash'> {
  hashes: Set<string>
}

/** The contents that a run used and made, as far as they were read. */
interface KnownRun {
  cells: Cell[]
  /** True if it used, or made, more than was read. */
  isTruncated: { used: boolean; made: boolean }
  reach: Reachability | undefined
}

/** Most associations that one query reads. */
const maxAssociations = 20_000

const used = ['input', 'intermediate'] as const
const made = ['intermediate', 'output'] as const

/**
 * Creates a step that follows the associations of runs from contents to others. An input of a run went into an output
 * if the graph of the run leads from the node of the one to that of the other. Associations with a workflow but no
 * execution may come from many runs: with several inputs at one node and several outputs at another, it is unknown
 * which went into which, and no link is claimed.
 */
export function followRuns(db: Db, maxEdges: number) {
  const known = new Map<string, KnownRun>()
  const reaches = new Map<string, Reachability | undefined>()

  async function read(runs: readonly Run[]): Promise<void> {
    const unknown = [...new Map(runs.map((run) => [keyOf(run), run])).values()].filter((run) => !known.has(keyOf(run)))
    if (unknown.length === 0) return
    const { rows: inputs } = await contentsOfRunsQuery(unknown, used, maxAssociations).execute(db)
    const { rows: outputs } = await contentsOfRunsQuery(unknown, ['output'], maxAssociations).execute(db)
    const isTruncated = { used: inputs.length === maxAssociations, made: outputs.length === maxAssociations }
    for (const run of unknown) known.set(keyOf(run), { cells: [], isTruncated, reach: undefined })
    for (const cell of cellsOf([...inputs, ...outputs])) known.get(keyOf(cell))?.cells.push(cell)
    for (const run of unknown) {
      const it = known.get(keyOf(run))
      // Definitions are large, and most runs that a file names have contents in one role only, so no links.
      if (it?.cells.some(({ role }) => role !== it.cells[0]?.role)) it.reach = await reachOfRun(run)
    }
  }

  async function reachOfRun(run: Run): Promise<Reachability | undefined> {
    const definition = (await readRunDefinition(db, run)) ?? ''
    if (!reaches.has(definition)) reaches.set(definition, readReach(definition))
    return reaches.get(definition)
  }

  return async (hashes: readonly string[], direction: Direction): Promise<FoundEdges> => {
    const { rows } = await runsOfContentsQuery(hashes, direction === 'into' ? used : made, maxAssociations).execute(db)
    await read(rows)
    const edges: LineageEdge[] = []
    let isComplete = rows.length < maxAssociations
    for (const near of cellsOf(rows)) {
      const run = known.get(keyOf(near))
      if (run?.isTruncated[direction === 'into' ? 'made' : 'used']) isComplete = false
      for (const edge of edgesOf(near, run, direction)) {
        if (edges.length >= maxEdges) return { edges, isComplete: false }
        edges.push(edge)
      }
    }
    return { edges, isComplete }
  }
}

function keyOf({ workflow_id, execution_id }: Run): string {
  return JSON.stringify([workflow_id, execution_id])
}

function cellKeyOf(cell: Omit<Cell, 'hashes'>): string {
  return `${cell.role} ${keyOf(cell)} ${cell.node_id}`
}

function cellsOf(contents: readonly RunContent[]): Cell[] {
  const cells = new Map<string, Cell>()
  for (const { file_hash, ...rest } of contents) {
    const cell = cells.get(cellKeyOf(rest)) ?? { ...rest, hashes: new Set() }
    cells.set(cellKeyOf(rest), cell)
    cell.hashes.add(file_hash)
  }
  return [...cells.values()]
}

/** Yields the links from the contents of `near` to what the run made of them, or to what it made them from. */
function* edgesOf(near: Cell, run: KnownRun | undefined, direction: Direction): Generator<LineageEdge> {
  const roles: readonly string[] = direction === 'into' ? made : used
  for (const far of run?.cells ?? []) {
    if (!run || !roles.includes(far.role)) continue
    const [from, to] = direction === 'into' ? [near, far] : [far, near]
    if (!mayLead(from, to, run)) continue
    for (const one of from.hashes) for (const other of to.hashes) yield edgeOf(one, other, to)
  }
}

function mayLead(from: Cell, to: Cell, run: KnownRun): boolean {
  if (from.role === to.role) return false
  if (from.execution_id === null && isOneOfSeveral(from, run) && isOneOfSeveral(to, run)) return false
  const { reach } = run
  if (!reach?.has(from.node_id) || !reach.has(to.node_id)) return true
  // A node that saves its input is an end of the graph, though the input goes on to other nodes.
  if (from.role === 'intermediate' && reach.isEnd(from.node_id)) return true
  return reach.leads(from.node_id, to.node_id)
}

/** Returns whether the run has several contents at the node of a cell, in its role. */
function isOneOfSeveral(cell: Cell, { cells, isTruncated }: KnownRun): boolean {
  if (cell.role === 'output' ? isTruncated.made : isTruncated.used) return true
  return cells.some((one) => cellKeyOf(one) === cellKeyOf(cell) && one.hashes.size > 1)
}

/** Returns undefined for a definition that cannot be read: it contradicts no link. */
function readReach(definition: string): Reachability | undefined {
  try {
    return reachabilityOf(parseDefinition(definition))
  } catch {
    return undefined
  }
}

function edgeOf(from: string, to: string, maker: Cell): LineageEdge {
  const { workflow_id, execution_id, workflow_name, node_id, node_type } = maker
  const id = JSON.stringify(['workflow', from, to, workflow_id, execution_id, node_id])
  return {
    id,
    from,
    to,
    kind: 'workflow',
    evidence: 'told',
    input_name: null,
    label: workflow_name,
    workflow_id,
    execution_id,
    node_id,
    node_type,
    job_id: null,
  }
}
