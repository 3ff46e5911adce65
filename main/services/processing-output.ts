import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Processing } from '../../shared/contract/processing.ts'
import type { Core } from '../core.ts'
import { withAlgorithm, withoutAlgorithm } from '../database/cache-state.ts'
import { putConfiguration } from '../database/configurations.ts'
import type { Db } from '../database/connection.ts'
import {
  findCachedProcessing,
  findProcessingOfContent,
  type ProcessingKey,
  putInputs,
  putProcessing,
} from '../database/processing.ts'
import { findVideoByHash } from '../database/videos.ts'
import type { Touch } from '../database/write.ts'
import { type Content, contentAt } from '../ingest/content-at.ts'
import { holdsContent } from '../ingest/holds-content.ts'
import { type Hashed, place } from '../ingest/place.ts'
import { recordVideo } from '../ingest/record.ts'
import type { JsonObject } from '../media/analysers/analyser.ts'
import { probe } from '../media/ffprobe.ts'
import { videoFacts } from '../media/video-facts.ts'
import { absolutePath, audioPath, videoPath } from '../storage/layout.ts'
import { syncFile } from '../storage/whole-file.ts'
import type { Output } from './process-files.ts'
import type { Recipe } from './processing-recipe.ts'

/** Where a result lies; sound alone is no video. */
export interface Made {
  path: string
  video_id?: string
}

/** What was made of the same contents in the same way, where it is still there with its hash; or undefined. */
export async function findOutput(core: Core, key: ProcessingKey, signal: AbortSignal): Promise<Made | undefined> {
  const atPath = await findCachedProcessing(core.db, key)
  const found = (atPath && (await whereItHolds(core, atPath, signal))) ?? undefined
  if (found) return found
  const ofContent = await findProcessingOfContent(core.db, key)
  return ofContent && ofContent.job_id !== atPath?.job_id ? await whereItHolds(core, ofContent, signal) : undefined
}

async function whereItHolds(core: Core, row: Processing, signal: AbortSignal): Promise<Made | undefined> {
  const fileHash = withoutAlgorithm(row.output_hash)
  const video = await findVideoByHash(core.db, fileHash)
  // What was taken out of the library is made again.
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

/** Brings a file that was made to its place and records it, as a video too where it is one. */
export async function recordOutput(core: Core, made: NewOutput): Promise<Made> {
  const { output, recipe, signal } = made
  await syncFile(output.path)
  const fingerprint = await core.hashes.run({ kind: 'fingerprint', path: output.path }, { signal })
  const { file_hash } = await core.hashes.run({ kind: 'hash', path: output.path }, { signal })
  const hashed = { source: output.path, file_hash, fingerprint, copy: output.path }
  const write = (path: string, facts: JsonObject) => (db: Db, touch: Touch) =>
    writeRows(core, made, { path, file_hash, facts }, db, touch)

  const known = await findVideoByHash(core.db, file_hash)
  if (known && (await holdsContent(core, core.db, known))) {
    const path = absolutePath(core.layout, known.file_path)
    await core.write(write(path, {}))
    return { path, video_id: known.id }
  }
  if (output.isSound) {
    const path = await placeOutput(core, hashed, audioPath(core.layout, file_hash, output.ending), signal)
    await core.write(write(path, {}))
    return { path }
  }
  const ffprobe = await core.tools.ffprobe()
  const facts = videoFacts(await probe(ffprobe.path, output.path, { named: recipe.name, signal }), recipe.name)
  const path = await placeOutput(core, hashed, videoPath(core.layout, file_hash, output.path), signal)
  const seen = { path, ...(await core.hashes.run({ kind: 'fingerprint', path }, { signal })) }
  const { name, source_type } = recipe
  const { duration_seconds, resolution, codec } = facts
  const video = { name, file_hash, source_type, facts, seen: [seen] } as const
  const { video_id } = await recordVideo(core, video, write(path, { duration_seconds, resolution, codec }))
  return { path, video_id }
}

/** `output` itself becomes the file at `target`. */
async function placeOutput(core: Core, output: Hashed, target: string, signal: AbortSignal): Promise<string> {
  return await place(output, 'copy', target, { hashes: core.hashes, temporary: () => output.source, signal })
}

interface Placed {
  path: string
  file_hash: string
  facts: JsonObject
}

async function writeRows(core: Core, made: NewOutput, placed: Placed, db: Db, touch: Touch): Promise<void> {
  const { job_id, recipe, contents, key, config } = made
  await putConfiguration(db, { config_hash: key.config_hash, name: key.action, config: canonicalJson(config) })
  await putProcessing(db, {
    ...key,
    job_id,
    output_path: placed.path,
    output_hash: withAlgorithm(placed.file_hash),
    parameters: JSON.stringify(recipe.parameters),
    metadata: JSON.stringify(placed.facts),
    created_at: core.clock().getTime() / 1000,
  })
  const inputs = contents.map(({ path, file_hash }) => ({ path, hash: withAlgorithm(file_hash) }))
  await putInputs(db, job_id, inputs.length > 1 ? inputs : [])
  touch('processing')
}
