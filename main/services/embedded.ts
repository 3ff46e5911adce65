import { embedded as calls, type EmbeddedReading } from '../../shared/contract/embedded.ts'
import { RushesError } from '../../shared/errors.ts'
import { aiEvidenceOf, statedAsGenerated } from '../../shared/generation/ai-evidence.ts'
import type { ContentCredentials } from '../../shared/generation/credentials.ts'
import type { ParserName } from '../../shared/generation/reading.ts'
import type { Db } from '../database/connection/connection.ts'
import { findContent } from '../database/contents/find-content.ts'
import { listInputs } from '../database/embedded/links.ts'
import { findReading, findTag, listShortTags, listTagLengths } from '../database/embedded.ts'
import { findGeneration } from '../database/generations.ts'
import type { EmbeddedReadingRow } from '../database/tables.ts'
import { requireVideo } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'
import { startReread } from './embedded/reread.ts'

const os = implementCalls({ embedded: calls })

async function reading(db: Db, fileHash: string): Promise<EmbeddedReading | null> {
  const row = await findReading(db, fileHash)
  if (!row) return null
  const credentials: ContentCredentials | null = row.credentials === null ? null : JSON.parse(row.credentials)
  return {
    parser: row.parser,
    parser_version: row.parser_version,
    read_at: row.read_at,
    tags: await listTagLengths(db, fileHash),
    inputs: (await listInputs(db, fileHash)).map(shownInput),
    credentials,
    ai_evidence: await evidence(db, row, credentials),
    notes: [...JSON.parse(row.left_out), ...JSON.parse(row.notes)],
  }
}

function shownInput({
  kind,
  name,
  node_id,
  node_type,
  evidence,
  ...found
}: Awaited<ReturnType<typeof listInputs>>[number]): EmbeddedReading['inputs'][number] {
  const { input_hash, video_id, video_name, media_id } = found
  const stated = { kind, name, node_id, node_type, evidence }
  if (evidence !== 'likely' || input_hash === null)
    return { ...stated, input_hash, video_id, video_name, media_id, likely: null }
  const likely = { input_hash, video_id, video_name, media_id }
  return { ...stated, input_hash: null, video_id: null, video_name: null, media_id: null, likely }
}

async function evidence(db: Db, row: EmbeddedReadingRow, credentials: ContentCredentials | null) {
  const { file_hash, parser, definition_hash } = row
  const tags = await listShortTags(db, file_hash)
  const found = aiEvidenceOf({
    credentials,
    parser: parser as ParserName | null,
    hasGraph: definition_hash !== null,
    tags,
  })
  if (found.length > 0 || !(await isStatedAsGenerated(db, file_hash))) return found
  return aiEvidenceOf({
    credentials: null,
    parser: null,
    hasGraph: false,
    tags: [],
    statement: statedAsGenerated,
  })
}

/** Returns whether a person or a program stated that a content is generated: a video's source, an image's details. */
async function isStatedAsGenerated(db: Db, fileHash: string): Promise<boolean> {
  const content = await findContent(db, fileHash)
  if (!content || 'video_id' in content.key) return content?.source_type === 'generated'
  return (await findGeneration(db, content.key)) !== undefined
}

async function text(db: Db, { file_hash, name }: { file_hash: string; name: string }, position: number) {
  const tag = await findTag(db, file_hash, position)
  if (!tag) throw new RushesError('NOT_FOUND', `The file of ${name} carries no text with the number ${position}.`)
  const { file_hash: _hash, ...shown } = tag
  return shown
}

export const embedded = {
  get: os.embedded.get.handler(async ({ input, context: { core } }) =>
    reading(core.db, (await requireVideo(core.db, input.video_id)).file_hash),
  ),
  tag: os.embedded.tag.handler(async ({ input: { video_id, position }, context: { core } }) =>
    text(core.db, await requireVideo(core.db, video_id), position),
  ),
  ofContent: os.embedded.ofContent.handler(({ input, context: { core } }) => reading(core.db, input.file_hash)),
  tagOfContent: os.embedded.tagOfContent.handler(({ input: { file_hash, position }, context: { core } }) =>
    text(core.db, { file_hash, name: file_hash }, position),
  ),
  reread: os.embedded.reread.handler(({ context: { core } }) => startReread(core)),
}
