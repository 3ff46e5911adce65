import type { LineageEdge } from '../../shared/contract/lineage.ts'
import { withAlgorithm, withoutAlgorithm } from '../database/cache-state.ts'
import type { Db } from '../database/connection.ts'
import { type EmbeddedLink, embeddedLinksQuery } from '../database/lineage.ts'
import { madeFromQuery, madeOfQuery, type ProcessingStep } from '../database/processing-chain.ts'
import { followRuns } from './lineage-runs.ts'

/** `from`: to what something was made from. `into`: to what was made from it. */
export type Direction = 'from' | 'into'

export interface FoundEdges {
  edges: LineageEdge[]
  /** False where there were too many to take all. */
  isWhole: boolean
}

export interface Step extends FoundEdges {
  /** Names by id, of ends that are no content that anybody knows. */
  named: Map<string, string>
}

/**
 * One step from contents to all that is directly before or behind them, out of everything that knows of such a thing. Contents are
 * written as in `videos`; those of another algorithm than SHA-256 keep its name. At most `mostEdges` are taken of each source.
 */
export function lineageSteps(db: Db, mostEdges: number) {
  const ofRuns = followRuns(db, mostEdges)
  return async (ids: readonly string[], direction: Direction): Promise<Step> => {
    const processing = direction === 'from' ? madeOfQuery : madeFromQuery
    const { rows: made } = await processing(ids.map(withPrefix), mostEdges).execute(db)
    const side = direction === 'from' ? 'file_hash' : 'input_hash'
    const { rows: embedded } = await embeddedLinksQuery(side, ids, mostEdges).execute(db)
    const runs = await ofRuns(ids, direction)
    const edges = [...made.flatMap(ofProcessing), ...embedded.map(ofEmbedded), ...runs.edges]
    return {
      edges: edges.filter(({ from, to }) => from !== to),
      isWhole: runs.isWhole && made.length < mostEdges && embedded.length < mostEdges,
      named: new Map(embedded.flatMap((link) => (link.input_hash === null ? [[nameId(link), link.name]] : []))),
    }
  }
}

function withPrefix(id: string): string {
  return id.includes(':') ? id : withAlgorithm(id)
}

/** A proxy is the same take once more, for a window that cannot play it. */
function ofProcessing({ job_id, action, input_hash, output_hash }: ProcessingStep): LineageEdge[] {
  if (action === 'proxy') return []
  const from = withoutAlgorithm(input_hash)
  const to = withoutAlgorithm(output_hash)
  const id = JSON.stringify(['processing', from, to, job_id])
  return [{ ...nothing, id, from, to, kind: 'processing', label: action, job_id }]
}

function ofEmbedded(link: EmbeddedLink): LineageEdge {
  const { file_hash, position, kind, workflow_id, workflow_name, generator, node_id, node_type, input_hash } = link
  const ends = { from: input_hash ?? nameId(link), to: file_hash }
  const id = JSON.stringify([kind, file_hash, position])
  if (kind === 'ingredient') return { ...nothing, id, ...ends, kind, label: generator }
  return { ...nothing, id, ...ends, kind, label: workflow_name, workflow_id, node_id, node_type }
}

/** The same manifest is the same ingredient. The same name may be of another file each time. */
function nameId({ manifest, file_hash, position }: EmbeddedLink): string {
  return JSON.stringify(manifest === null ? ['input', file_hash, position] : ['manifest', manifest])
}

const nothing = { label: null, workflow_id: null, execution_id: null, node_id: null, node_type: null, job_id: null }
