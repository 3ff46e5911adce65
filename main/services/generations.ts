import type { ContentGeneration, Generation } from '../../shared/contract/generations.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection/connection.ts'
import { showObject } from '../database/connection/json-column.ts'
import { findReading } from '../database/embedded.ts'
import { deleteGeneration, findGeneration, insertGeneration, updateGeneration } from '../database/generations.ts'
import type { GenerationRow } from '../database/tables.ts'
import { findVideoByHash, requireVideo, updateVideo } from '../database/videos.ts'
import { os } from './calls/implement.ts'
import { badField } from './calls/input.ts'
import { columnsOf, detailsOf } from './embedded/record-generation.ts'

function shown(row: GenerationRow): Generation {
  return { ...row, generation_params: showObject(row.generation_params) }
}

/** Returns the details of the video with this content, else those that its file states: [Note: details of an image]. */
async function ofContent(db: Db, fileHash: string): Promise<ContentGeneration | null> {
  const video = await findVideoByHash(db, fileHash)
  if (video) {
    const row = await findGeneration(db, video.id)
    if (!row) return null
    const { video_id: _, ...details } = shown(row)
    return { file_hash: fileHash, ...details }
  }
  const details = detailsOf(await findReading(db, fileHash))
  if (!details) return null
  const columns = columnsOf(details)
  const params = showObject(columns.generation_params)
  return { file_hash: fileHash, ...noRun, ...columns, generation_params: params }
}

const noRun = { job_id: null, status: null, error: null, started_at: null, completed_at: null }

async function requireGeneration(db: Db, videoId: string): Promise<GenerationRow> {
  const row = await findGeneration(db, videoId)
  if (!row) throw new RushesError('NOT_FOUND', `The video ${videoId} has no generation details.`)
  return row
}

export const generations = {
  get: os.generations.get.handler(async ({ input: { video_id }, context: { core } }) => {
    await requireVideo(core.db, video_id)
    const row = await findGeneration(core.db, video_id)
    return row ? shown(row) : null
  }),
  ofContent: os.generations.ofContent.handler(({ input, context: { core } }) => ofContent(core.db, input.file_hash)),
  put: os.generations.put.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const { video_id, provider, generation_params: params, source_type, ...rest } = input
      const video = await requireVideo(db, video_id)
      const given = params === undefined ? rest : { ...rest, generation_params: params && JSON.stringify(params) }
      if (await findGeneration(db, video_id)) {
        await updateGeneration(db, video_id, { ...given, ...(provider && { provider }) })
      } else if (provider === undefined) {
        throw badField('provider', 'Required for a video without generation details.')
      } else {
        await insertGeneration(db, { ...given, video_id, provider })
      }
      const source = source_type ?? (video.source_type === 'uploaded' ? 'generated' : video.source_type)
      await updateVideo(db, video_id, { source_type: source })
      touch('videos')
      return shown(await requireGeneration(db, video_id))
    }),
  ),
  remove: os.generations.remove.handler(({ input: { video_id }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const row = await requireGeneration(db, video_id)
      await deleteGeneration(db, video_id)
      touch('videos')
      return shown(row)
    }),
  ),
}
