import { setImmediate } from 'node:timers/promises'
import {
  lineage as calls,
  type Lineage,
  type LineageDirection,
  type LineageEdge,
  type LineageNode,
  type LinkDecisionInput,
  maxLineageEdges,
  maxLineageNodes,
} from '../../shared/contract/lineage.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { withoutAlgorithm } from '../database/caches/cache-state.ts'
import type { Db } from '../database/connection/connection.ts'
import { findLinkDecision, namesInput, setLinkDecision } from '../database/embedded/link-decisions.ts'
import { type ContentFacts, contentFactsQuery } from '../database/lineage.ts'
import type { ListedVideo } from '../database/videos/listed-video.ts'
import { requireVideo } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'
import type { Direction } from './lineage/follow-runs.ts'
import { lineageSteps } from './lineage/steps.ts'

const os = implementCalls({ lineage: calls })

interface Request {
  video_id?: string | undefined
  file_hash?: string | undefined
  depth: number
  direction: LineageDirection
}

/** The contents and links that a walk has found so far. */
interface Found {
  /**
   * By id, the nearest first: the distance from the start, whether there is more behind it, and its name if its content
   * is unknown.
   */
  nodes: Map<string, { distance: number; goes_on: boolean; name?: string | undefined }>
  edges: Map<string, LineageEdge>
  leftOut: Set<string>
  isComplete: boolean
}

/** The contents that a walk has reached in one direction, and those it continues from. */
interface Front {
  direction: Direction
  seen: Set<string>
  ends: string[]
}

/**
 * Walks from a content to all that it was made from and to all that was made from it, both a step at a time, so that
 * the nearest come first if there are too many. The walk never turns: what else was made from an ancestor is another
 * lineage.
 */
async function walk(db: Db, start: string, { depth, direction }: Request): Promise<Found> {
  const step = lineageSteps(db, maxLineageEdges)
  const found: Found = {
    nodes: new Map([[start, { distance: 0, goes_on: false }]]),
    edges: new Map(),
    leftOut: new Set(),
    isComplete: true,
  }
  const directions: Direction[] = direction === 'both' ? ['from', 'into'] : [direction]
  const fronts = directions.map((it): Front => ({ direction: it, seen: new Set([start]), ends: [start] }))
  for (let distance = 1; distance <= depth; distance++) {
    for (const front of fronts) {
      if (front.ends.length === 0) continue
      const { edges, named, isComplete } = await step(front.ends, front.direction)
      if (!isComplete) found.isComplete = false
      front.ends = edges.flatMap((edge) => addEdge(found, front, edge, { distance, named }))
      // Other calls are answered between two steps.
      await setImmediate()
    }
  }
  for (const front of fronts) {
    const { edges } = await step(contentsOf(found), front.direction)
    for (const edge of edges) completeEdge(found, front.direction, edge)
  }
  return found
}

interface StepResult {
  distance: number
  named: ReadonlyMap<string, string>
}

/**
 * Adds an edge and the content it leads to, within the limits. Returns that content if the walk is to continue from it.
 */
function addEdge(found: Found, front: Front, edge: LineageEdge, { distance, named }: StepResult): string[] {
  const { nodes, edges, leftOut } = found
  const far = front.direction === 'from' ? edge.from : edge.to
  const isFull = edges.size >= maxLineageEdges && !edges.has(edge.id)
  const isNew = !nodes.has(far)
  if (isNew && (isFull || nodes.size >= maxLineageNodes)) {
    leftOut.add(far)
    return []
  }
  if (isFull) found.isComplete = false
  else edges.set(edge.id, edge)
  if (isNew) nodes.set(far, { distance, goes_on: false, name: named.get(far) })
  // The history of a content that is only likely an input is not shown as part of this lineage.
  if (edge.evidence === 'likely') return []
  if (front.seen.has(far)) return []
  front.seen.add(far)
  return named.has(far) ? [] : [far]
}

/** Adds an edge between contents that the walk has found, or notes that there is more behind one of them. */
function completeEdge({ nodes, edges }: Found, direction: Direction, edge: LineageEdge): void {
  const [near, far] = direction === 'from' ? [edge.to, edge.from] : [edge.from, edge.to]
  const node = nodes.get(near)
  if (!node) return
  if (!nodes.has(far)) node.goes_on = true
  else if (edges.size < maxLineageEdges) edges.set(edge.id, edge)
}

/** Lists the ids that are contents. */
function contentsOf({ nodes }: Found): string[] {
  return [...nodes].flatMap(([id, { name }]) => (name === undefined ? [id] : []))
}

/** Returns the nodes with their facts. The start is the requested video, even if an older one has the same content. */
async function nodesOf(db: Db, found: Found, start: ListedVideo | undefined): Promise<LineageNode[]> {
  const { rows } = await contentFactsQuery(contentsOf(found)).execute(db)
  const facts = new Map(rows.map((row) => [row.hash, row]))
  return [...found.nodes].map(([id, { name, distance, goes_on }]) => {
    const known = facts.get(id)
    const { codec, duration_seconds, missing_since } = start && id === start.file_hash ? start : (known ?? noFacts)
    return {
      id,
      file_hash: name === undefined ? id : null,
      video_id: (id === start?.file_hash ? start.id : known?.video_id) ?? null,
      image_id: known?.image_id ?? null,
      name: name ?? (id === start?.file_hash ? start.name : nameOf(id, known)),
      codec: codec === null ? null : String(codec),
      duration_seconds: typeof duration_seconds === 'number' ? duration_seconds : null,
      missing_since,
      distance,
      goes_on,
    }
  })
}

const noFacts = { codec: null, duration_seconds: null, missing_since: null }

function nameOf(hash: string, facts: ContentFacts | undefined): string {
  const known = facts?.video_name ?? facts?.image_name ?? facts?.called ?? facts?.path?.split(/[\\/]/).at(-1)
  return String(known ?? `${hash.includes(':') ? hash.slice(0, 12) : `sha256 ${hash.slice(0, 8)}`}…`)
}

/** Returns the content to start from. @throws RushesError NOT_FOUND if it is unknown. */
async function startOf(db: Db, { file_hash = '', video_id }: Request): Promise<{ hash: string; video?: ListedVideo }> {
  if (video_id !== undefined) {
    const video = await requireVideo(db, video_id)
    return { hash: video.file_hash, video }
  }
  const hash = withoutAlgorithm(file_hash)
  const { rows } = await contentFactsQuery([hash]).execute(db)
  if (!rows.some((known) => known.video_id ?? known.image_id ?? known.called ?? known.path)) {
    throw new RushesError('NOT_FOUND', `No content with the hash ${file_hash} is known.`)
  }
  return { hash }
}

async function get({ db }: Core, request: Request): Promise<Lineage> {
  const { hash, video } = await startOf(db, request)
  const found = await walk(db, hash, request)
  const left_out = found.leftOut.size
  return {
    start: hash,
    nodes: await nodesOf(db, found, video),
    edges: [...found.edges.values()],
    truncated: left_out > 0 || !found.isComplete,
    left_out,
  }
}

/** Keeps decisions and returns those before. @throws RushesError NOT_FOUND if the file names no such input. */
async function decide(core: Core, decisions: readonly LinkDecisionInput[]): Promise<LinkDecisionInput[]> {
  return await core.write(async ({ db, touch, now }) => {
    const before: LinkDecisionInput[] = []
    for (const decision of decisions) {
      const { file_hash, name } = decision
      if (!(await namesInput(db, file_hash, name)))
        throw new RushesError('NOT_FOUND', `No file of the content ${file_hash} names the input “${name}”.`)
      before.unshift({ ...decision, decision: (await findLinkDecision(db, decision)) ?? null })
      await setLinkDecision(db, decision, now)
    }
    touch('videos', 'images')
    return before
  })
}

export const lineage = {
  get: os.lineage.get.handler(({ input, context: { core } }) => get(core, input)),
  decide: os.lineage.decide.handler(async ({ input, context: { core } }) => ({
    before: await decide(core, input.decisions),
  })),
}
