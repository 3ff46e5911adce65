import type { LineageEdge } from '../../shared/contract/lineage.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import { type Reach, reachOf } from '../../shared/workflow/reach.ts'
import type { Db } from '../database/connection.ts'
import {
  type Run,
  type RunTake,
  readRunDefinition,
  takesOfContentsQuery,
  takesOfRunsQuery,
} from '../database/lineage.ts'
import type { Direction, FoundEdges } from './lineage-steps.ts'

/** What one node of a run used or made. */
interface Cell extends Omit<RunTake, 'file_hash'> {
  hashes: Set<string>
}

/** All that a run used and made, as far as it was read. */
interface KnownRun {
  cells: Cell[]
  /** Whether it used, or made, more than was read. */
  isCut: { used: boolean; made: boolean }
  reach: Reach | undefined
}

/** More takes than this are read in part. */
const mostTakes = 20_000

const used = ['input', 'intermediate'] as const
const made = ['intermediate', 'output'] as const

/**
 * Follows the associations of runs from contents to others. What is an input of a run went into what the run made, where its graph
 * leads from the node of the one to that of the other. What is said of a workflow and of no execution may be of many runs: with
 * several inputs at one node and several results at another nobody knows which went into which, and nothing is claimed.
 */
export function followRuns(db: Db, mostEdges: number) {
  const known = new Map<string, KnownRun>()
  const reaches = new Map<string, Reach | undefined>()

  async function read(runs: readonly Run[]): Promise<void> {
    const unknown = [...new Map(runs.map((run) => [keyOf(run), run])).values()].filter((run) => !known.has(keyOf(run)))
    if (unknown.length === 0) return
    const { rows: inputs } = await takesOfRunsQuery(unknown, used, mostTakes).execute(db)
    const { rows: outputs } = await takesOfRunsQuery(unknown, ['output'], mostTakes).execute(db)
    const isCut = { used: inputs.length === mostTakes, made: outputs.length === mostTakes }
    for (const run of unknown) known.set(keyOf(run), { cells: [], isCut, reach: undefined })
    for (const cell of cellsOf([...inputs, ...outputs])) known.get(keyOf(cell))?.cells.push(cell)
    for (const run of unknown) {
      const it = known.get(keyOf(run))
      // Definitions are large, and most runs that a file came with have nothing to claim.
      if (it?.cells.some(({ role }) => role !== it.cells[0]?.role)) it.reach = await reachOfRun(run)
    }
  }

  async function reachOfRun(run: Run): Promise<Reach | undefined> {
    const definition = (await readRunDefinition(db, run)) ?? ''
    if (!reaches.has(definition)) reaches.set(definition, readReach(definition))
    return reaches.get(definition)
  }

  return async (hashes: readonly string[], direction: Direction): Promise<FoundEdges> => {
    const { rows } = await takesOfContentsQuery(hashes, direction === 'into' ? used : made, mostTakes).execute(db)
    await read(rows)
    const edges: LineageEdge[] = []
    let isWhole = rows.length < mostTakes
    for (const near of cellsOf(rows)) {
      const run = known.get(keyOf(near))
      if (run?.isCut[direction === 'into' ? 'made' : 'used']) isWhole = false
      for (const edge of edgesOf(near, run, direction)) {
        if (edges.length >= mostEdges) return { edges, isWhole: false }
        edges.push(edge)
      }
    }
    return { edges, isWhole }
  }
}

function keyOf({ workflow_id, execution_id }: Run): string {
  return JSON.stringify([workflow_id, execution_id])
}

function cellKeyOf(cell: Omit<Cell, 'hashes'>): string {
  return `${cell.role} ${keyOf(cell)} ${cell.node_id}`
}

function cellsOf(takes: readonly RunTake[]): Cell[] {
  const cells = new Map<string, Cell>()
  for (const { file_hash, ...rest } of takes) {
    const cell = cells.get(cellKeyOf(rest)) ?? { ...rest, hashes: new Set() }
    cells.set(cellKeyOf(rest), cell)
    cell.hashes.add(file_hash)
  }
  return [...cells.values()]
}

/** From the contents of `near` to all that the run made of them, or that it made them from. */
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
  // A node that saves what it is shown ends there, and the picture goes on beside it.
  if (from.role === 'intermediate' && reach.isEnd(from.node_id)) return true
  return reach.leads(from.node_id, to.node_id)
}

/** Whether the run has more than one content at the node of a cell, in its role. */
function isOneOfSeveral(cell: Cell, { cells, isCut }: KnownRun): boolean {
  if (cell.role === 'output' ? isCut.made : isCut.used) return true
  return cells.some((one) => cellKeyOf(one) === cellKeyOf(cell) && one.hashes.size > 1)
}

/** A definition that nobody can read says nothing against what a run says. */
function readReach(definition: string): Reach | undefined {
  try {
    return reachOf(parseDefinition(definition))
  } catch {
    return undefined
  }
}

function edgeOf(from: string, to: string, maker: Cell): LineageEdge {
  const { workflow_id, execution_id, workflow_name, node_id, node_type } = maker
  const id = JSON.stringify(['workflow', from, to, workflow_id, execution_id, node_id])
  return {
    ...{ id, from, to, kind: 'workflow', label: workflow_name },
    ...{ workflow_id, execution_id, node_id, node_type, job_id: null },
  }
}
