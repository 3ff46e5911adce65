import type { LineageEdge } from '../../../shared/contract/lineage.ts'
import { withAlgorithm, withoutAlgorithm } from '../../database/caches/cache-state.ts'
import type { Db } from '../../database/connection/connection.ts'
import { hasTooManyOfAName } from '../../database/embedded/links.ts'
import { type EmbeddedLink, embeddedLinksQuery } from '../../database/lineage.ts'
import { madeFromQuery, madeOfQuery, type ProcessingStep } from '../../database/processing/chain.ts'
import { type Direction, type FoundEdges, followRuns } from './follow-runs.ts'

interface Step extends FoundEdges {
  /** Names by id, of ends whose content is unknown. */
  named: Map<string, string>
}

/**
 * Creates a step from contents to all that they were directly made from, or that was made from them, by every source:
 * processing, runs and what files themselves name. Ids are hashes as in `videos`, with the algorithm in front if it is
 * not SHA-256. Each source gives at most `maxEdges` links.
 */
export function lineageSteps(db: Db, maxEdges: number) {
  const ofRuns = followRuns(db, maxEdges)
  return async (ids: readonly string[], direction: Direction): Promise<Step> => {
    const processing = direction === 'from' ? madeOfQuery : madeFromQuery
    const { rows: made } = await processing(ids.map(withPrefix), maxEdges).execute(db)
    const side = direction === 'from' ? 'file_hash' : 'input_hash'
    const { rows: embedded } = await embeddedLinksQuery(side, ids, maxEdges).execute(db)
    const isCut = direction === 'into' && (await hasTooManyOfAName(db, ids))
    const runs = await ofRuns(ids, direction)
    const edges = [...made.flatMap(ofProcessing), ...embedded.map(ofEmbedded), ...runs.edges]
    return {
      edges: edges.filter(({ from, to }) => from !== to),
      isComplete: runs.isComplete && !isCut && made.length < maxEdges && embedded.length < maxEdges,
      named: new Map(embedded.flatMap((link) => (link.input_hash === null ? [[nameId(link), link.name]] : []))),
    }
  }
}

function withPrefix(id: string): string {
  return id.includes(':') ? id : withAlgorithm(id)
}

/** Returns no link for a proxy: it is the same take, re-encoded for windows that cannot play the original. */
function ofProcessing({ job_id, action, input_hash, output_hash }: ProcessingStep): LineageEdge[] {
  if (action === 'proxy') return []
  const from = withoutAlgorithm(input_hash)
  const to = withoutAlgorithm(output_hash)
  const id = JSON.stringify(['processing', from, to, job_id])
  return [{ ...noDetails, id, from, to, kind: 'processing', evidence: 'proven', label: action, job_id }]
}

function ofEmbedded(link: EmbeddedLink): LineageEdge {
  const { file_hash, position, kind, evidence, workflow_id, workflow_name, generator, node_id, node_type, input_hash } =
    link
  const ends = { from: input_hash ?? nameId(link), to: file_hash }
  const id = JSON.stringify([kind, file_hash, position])
  if (kind === 'ingredient') return { ...noDetails, id, ...ends, kind, evidence, label: generator }
  const node = { workflow_id, node_id, node_type }
  return { ...noDetails, id, ...ends, kind, evidence, input_name: link.name, label: workflow_name, ...node }
}

/**
 * Returns the id of an end whose content is unknown. A manifest identifies it; a name may mean another file each time.
 */
function nameId({ manifest, file_hash, position }: EmbeddedLink): string {
  return JSON.stringify(manifest === null ? ['input', file_hash, position] : ['manifest', manifest])
}

const noDetails = {
  input_name: null,
  label: null,
  workflow_id: null,
  execution_id: null,
  node_id: null,
  node_type: null,
  job_id: null,
}
