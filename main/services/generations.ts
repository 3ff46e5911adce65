import { type ContentGeneration, generations as calls, type Generation } from '../../shared/contract/generations.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection/connection.ts'
import { showObject } from '../database/connection/json-column.ts'
import type { Transaction } from '../database/connection/write.ts'
import { type ContentKey, type FoundContent, findContent } from '../database/contents/find-content.ts'
import { deleteGeneration, findGeneration, type GenerationColumns, upsertGeneration } from '../database/generations.ts'
import { requireVideo, updateVideo } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'
import { badField } from './calls/input.ts'

const os = implementCalls({ generations: calls })

type Details = Omit<Generation, 'video_id'>

async function find(db: Db, key: ContentKey): Promise<Details | undefined> {
  const row = await findGeneration(db, key)
  return row && { ...row, generation_params: showObject(row.generation_params) }
}

async function requireDetails(db: Db, { key, name }: FoundContent): Promise<Details> {
  const details = await find(db, key)
  if (!details) throw new RushesError('NOT_FOUND', `${name} has no generation details.`)
  return details
}

/** @throws RushesError NOT_FOUND if the library has neither a video nor an image with this content. */
async function requireContent(db: Db, fileHash: string): Promise<FoundContent> {
  const content = await findContent(db, fileHash)
  if (!content) throw new RushesError('NOT_FOUND', `The library has no video or image with the content ${fileHash}.`)
  return content
}

async function requireContentOfVideo(db: Db, videoId: string): Promise<FoundContent> {
  return { ...(await requireVideo(db, videoId)), key: { video_id: videoId } }
}

type Change = { [name in keyof Details]?: Details[name] | undefined } & { source_type?: string | undefined }

async function put(
  { db, touch }: Transaction,
  content: FoundContent,
  { provider, generation_params, source_type, ...rest }: Change,
): Promise<Details> {
  const { key } = content
  const columns: Partial<GenerationColumns> = { ...rest, ...(provider && { provider }) }
  if (generation_params !== undefined)
    columns.generation_params = generation_params && JSON.stringify(generation_params)
  const isNew = (await findGeneration(db, key)) === undefined
  if (!provider && isNew) throw badField('provider', 'Required for a content without generation details.')
  // As in the Media Manager, whose callers save what has been generated.
  if (isNew && columns.status === undefined) columns.status = 'completed'
  await upsertGeneration(db, key, columns)
  const source = source_type ?? (content.source_type === 'uploaded' ? 'generated' : undefined)
  if ('video_id' in key && source) await updateVideo(db, key.video_id, { source_type: source })
  announce(touch, key)
  return await requireDetails(db, content)
}

async function remove({ db, touch }: Transaction, content: FoundContent): Promise<Details> {
  const details = await requireDetails(db, content)
  await deleteGeneration(db, content.key)
  announce(touch, content.key)
  return details
}

function announce(touch: Transaction['touch'], key: ContentKey): void {
  touch('video_id' in key ? 'videos' : 'images')
}

export const generations = {
  get: os.generations.get.handler(async ({ input: { video_id }, context: { core } }) => {
    await requireVideo(core.db, video_id)
    const details = await find(core.db, { video_id })
    return details ? { video_id, ...details } : null
  }),
  ofContent: os.generations.ofContent.handler(
    async ({ input: { file_hash }, context: { core } }): Promise<ContentGeneration | null> => {
      const content = await findContent(core.db, file_hash)
      const details = content && (await find(core.db, content.key))
      return details ? { file_hash, ...details } : null
    },
  ),
  put: os.generations.put.handler(({ input: { video_id, ...change }, context: { core } }) =>
    core.write(async (transaction) => {
      const content = await requireContentOfVideo(transaction.db, video_id)
      return { video_id, ...(await put(transaction, content, change)) }
    }),
  ),
  putOfContent: os.generations.putOfContent.handler(({ input: { file_hash, ...change }, context: { core } }) =>
    core.write(async (transaction) => {
      const content = await requireContent(transaction.db, file_hash)
      return { file_hash, ...(await put(transaction, content, change)) }
    }),
  ),
  remove: os.generations.remove.handler(({ input: { video_id }, context: { core } }) =>
    core.write(async (transaction) => {
      const content = await requireContentOfVideo(transaction.db, video_id)
      return { video_id, ...(await remove(transaction, content)) }
    }),
  ),
  removeOfContent: os.generations.removeOfContent.handler(({ input: { file_hash }, context: { core } }) =>
    core.write(async (transaction) => {
      const content = await requireContent(transaction.db, file_hash)
      return { file_hash, ...(await remove(transaction, content)) }
    }),
  ),
}
