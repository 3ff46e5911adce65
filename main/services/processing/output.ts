import { chmod } from 'node:fs/promises'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import type { Processing } from '../../../shared/contract/processing.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { holdsContent } from '../../contents/open-content.ts'
import { whileUnrecorded } from '../../contents/unrecorded-files.ts'
import type { Core } from '../../core.ts'
import { withAlgorithm, withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { moveToVideos } from '../../database/caches/move-to-videos.ts'
import { upsertConfiguration } from '../../database/configurations.ts'
import type { Transaction } from '../../database/connection/write.ts'
import {
  findCachedProcessing,
  findProcessingOfContent,
  type ProcessingKey,
  replaceInputs,
  upsertProcessing,
} from '../../database/processing.ts'
import { findVideoByHash } from '../../database/videos.ts'
import { putAt } from '../../ingest/place.ts'
import { record } from '../../ingest/record.ts'
import { probe } from '../../media/ffprobe.ts'
import { videoFacts } from '../../media/video-facts.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { audioPath, videoPath } from '../../storage/layout.ts'
import { privateFile } from '../../storage/make-folder.ts'
import { syncFile } from '../../storage/sync-file.ts'
import type { Output } from './process-files.ts'
import type { Recipe } from './recipe.ts'

/** The path of a result, and its video unless it is sound only. */
export interface Made {
  path: string
  video_id?: string
}

/** Finds the cached result of the same processing of the same contents, if its file is present and unchanged. */
export async function findOutput(core: Core, key: ProcessingKey, signal: AbortSignal): Promise<Made | undefined> {
  const atPath = await findCachedProcessing(core.db, key)
  const found = (atPath && (await findFile(core, atPath, signal))) ?? undefined
  if (found) return found
  const ofContent = await findProcessingOfContent(core.db, key)
  return ofContent && ofContent.job_id !== atPath?.job_id ? await findFile(core, ofContent, signal) : undefined
}

/** Finds the file of a cached result by its hash, at its own path or at that of its video. */
async function findFile(core: Core, row: Processing, signal: AbortSignal): Promise<Made | undefined> {
  const fileHash = withoutAlgorithm(row.output_hash)
  const video = await findVideoByHash(core.db, fileHash)
  // The result of a removed video is processed again.
  if (!video && row.action !== 'extract_audio') return undefined
  const id = video && { video_id: video.id }
  for (const path of new Set([row.output_path, ...(video ? [video.file_path] : [])])) {
    const absolute = absolutePath(core.layout, path)
    const content = await contentAt(core, absolute, { signal }).catch((error) => {
      if (signal.aborted) throw error
    })
    if (content?.file_hash === fileHash) return { path: absolute, ...id }
  }
  return undefined
}

interface NewOutput {
  job_id: string
  recipe: Recipe
  contents: readonly Content[]
  key: ProcessingKey
  config: JsonObject
  output: Output
  signal: AbortSignal
}

/** Moves a result to its final path and records it as a processing and, unless it is sound only, as a video. */
export async function recordOutput(core: Core, made: NewOutput): Promise<Made> {
  const { output, recipe, signal } = made
  await syncFile(output.path)
  await chmod(output.path, privateFile)
  const fingerprint = await core.files.run({ kind: 'fingerprint', path: output.path }, { signal })
  const { file_hash } = await core.files.run({ kind: 'hash', path: output.path }, { signal })
  const putAndRecord = <T>(target: string, recordIt: () => Promise<T>) =>
    whileUnrecorded(core, target, async () => {
      await putAt(core, target, fingerprint, async () => output.path)
      return await recordIt()
    })
  const created_at = core.clock().getTime() / 1000
  const write = (path: string, facts: JsonObject) => (transaction: Transaction) =>
    writeRows(transaction, made, { path, file_hash, facts, created_at })

  const known = await findVideoByHash(core.db, file_hash)
  if (known && (await holdsContent(core, known))) {
    const path = absolutePath(core.layout, known.file_path)
    await core.write(write(path, {}))
    return { path, video_id: known.id }
  }
  if (output.isSound) {
    const path = audioPath(core.layout, file_hash, output.extension)
    await putAndRecord(path, () => core.write(write(path, {})))
    return { path }
  }
  const ffprobe = await core.tools.ffprobe()
  const facts = videoFacts(await probe(ffprobe.path, output.path, { named: recipe.name, signal }), recipe.name)
  const path = videoPath(core.layout, file_hash, output.path)
  const { name, source_type } = recipe
  const { duration_seconds, resolution, codec } = facts
  const alongside = write(path, { duration_seconds, resolution, codec })
  const description = { kind: 'video', name, source_type, facts, alongside } as const
  const { id } = await putAndRecord(path, async () => {
    const file = { path, ...(await core.files.run({ kind: 'fingerprint', path }, { signal })) }
    return await record(core, { file_hash, locations: [file], description })
  })
  return { path, video_id: id }
}

interface Placed {
  path: string
  file_hash: string
  facts: JsonObject
  /** Unix time in seconds. */
  created_at: number
}

async function writeRows({ db, touch }: Transaction, made: NewOutput, placed: Placed): Promise<void> {
  const { job_id, recipe, contents, key, config } = made
  await upsertConfiguration(db, { config_hash: key.config_hash, name: key.action, config: canonicalJson(config) })
  await moveToVideos(db, key.input_path, key.input_hash)
  await upsertProcessing(db, {
    ...key,
    job_id,
    output_path: placed.path,
    output_hash: withAlgorithm(placed.file_hash),
    parameters: JSON.stringify(recipe.parameters),
    metadata: JSON.stringify(placed.facts),
    created_at: placed.created_at,
  })
  const inputs = contents.map(({ path, file_hash }) => ({ path, hash: withAlgorithm(file_hash) }))
  await replaceInputs(db, job_id, inputs.length > 1 ? inputs : [])
  touch('processing')
}
