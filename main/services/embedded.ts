import type { EmbeddedReading } from '../../shared/contract/embedded.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findReading, findTag, listInputs, listTagLengths } from '../database/embedded.ts'
import { requireVideo } from '../database/videos.ts'
import { os } from './calls/implement.ts'
import { startReread } from './embedded/reread.ts'

async function reading(core: Core, videoId: string): Promise<EmbeddedReading | null> {
  const { file_hash } = await requireVideo(core.db, videoId)
  const row = await findReading(core.db, file_hash)
  if (!row) return null
  return {
    parser: row.parser,
    parser_version: row.parser_version,
    read_at: row.read_at,
    tags: await listTagLengths(core.db, file_hash),
    inputs: await listInputs(core.db, file_hash),
    credentials: row.credentials === null ? null : JSON.parse(row.credentials),
    notes: [...JSON.parse(row.left_out), ...JSON.parse(row.notes)],
  }
}

export const embedded = {
  get: os.embedded.get.handler(({ input, context: { core } }) => reading(core, input.video_id)),
  tag: os.embedded.tag.handler(async ({ input: { video_id, position }, context: { core } }) => {
    const video = await requireVideo(core.db, video_id)
    const tag = await findTag(core.db, video.file_hash, position)
    if (!tag)
      throw new RushesError('NOT_FOUND', `The file of ${video.name} carries no text with the number ${position}.`)
    const { file_hash: _hash, ...shown } = tag
    return shown
  }),
  reread: os.embedded.reread.handler(({ context: { core } }) => startReread(core)),
}
