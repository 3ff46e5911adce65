import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import { processing as calls, type ProcessingRequest } from '../../../shared/contract/processing.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { requireContent, whileUnchanged } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { withAlgorithm } from '../../database/caches/cache-state.ts'
import type { ProcessingKey } from '../../database/processing.ts'
import { makePoster } from '../../ingest/preview.ts'
import { probe } from '../../media/ffprobe.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { implementCalls } from '../calls/implement.ts'
import { hashConfig } from '../configurations/hash-config.ts'
import { startNewUploads } from '../storage/upload-new.ts'
import { decodablePath } from '../videos/decodable-path.ts'
import { findOutput, type Made, recordOutput } from './output.ts'
import { type Input, processFiles } from './process-files.ts'
import { type Recipe, readRecipe } from './recipe.ts'

const os = implementCalls({ processing: calls })

/**
 * [Note: what processing does] The current contents of the inputs, with the parameters, are the key of the cache. If a
 * result with that key is cached, under whatever path, and its file is present and unchanged, it is returned. Otherwise
 * the result is written to the incoming folder, moved to a path named after its content, and recorded in one
 * transaction as a video and as a processing. A crash in between leaves a whole file without a row, never a row without
 * bytes.
 */
async function start(core: Core, request: ProcessingRequest): Promise<Job> {
  const recipe = await readRecipe(core, request)
  return await startAll(core, recipe.name, [recipe])
}

interface Ranges {
  video_id: string
  ranges: readonly { start_seconds: number; end_seconds: number }[]
  cut: 'copy' | 'exact'
}

async function extract(core: Core, { video_id, ranges, cut }: Ranges): Promise<Job> {
  const recipes: Recipe[] = []
  for (const range of ranges) {
    recipes.push(await readRecipe(core, { action: 'extract_segment', video_id, ...range, cut }))
  }
  const [{ name = '', videos: [video] = [] } = {}] = recipes
  return await startAll(core, recipes.length === 1 ? name : `${video?.name}, ${recipes.length} ranges`, recipes)
}

/** Starts one job that processes recipes in their order. */
async function startAll(core: Core, title: string, recipes: readonly Recipe[]): Promise<Job> {
  const lengths = recipes.map(({ totalSeconds }) => totalSeconds ?? Number.NaN)
  const sum = lengths.reduce((before, seconds) => before + seconds, 0)
  const total = Number.isNaN(sum) ? null : sum
  return await core.jobs.start({ kind: 'processing', title, unit: 'seconds', total }, async (running) => {
    let before = 0
    for (const [index, recipe] of recipes.entries()) {
      const part = {
        // Each row of a result has an id of its own.
        id: index === 0 ? running.id : `${running.id}.${index + 1}`,
        signal: running.signal,
        progress: (seconds: number) => running.progress(before + seconds, total),
      }
      const { outcome, ...made } = await process(core, recipe, part)
      part.progress(recipe.totalSeconds ?? 0)
      before += recipe.totalSeconds ?? 0
      running.item({ ...made, outcome })
      if (outcome === 'made' && made.video_id !== undefined) await makePoster(core, made.video_id)
    }
    await startNewUploads(core)
  })
}

/** The part of a job that makes one result. */
interface Part {
  id: string
  signal: AbortSignal
  /** Takes the seconds of the result that are done. */
  progress(seconds: number): void
}

async function process(core: Core, recipe: Recipe, job: Part): Promise<Made & { outcome: 'made' | 'cached' }> {
  const { signal } = job
  const contents = await readInputs(core, recipe, signal)
  const { key, config } = keyOf(recipe, contents)
  const cached = async () => {
    const found = await findOutput(core, key, signal)
    return found && ({ ...found, outcome: 'cached' } as const)
  }
  const there = await cached()
  if (there) return there
  return await core.withDecodeSlot({ signal, key: `${key.input_hash} ${key.config_hash}` }, async () => {
    // Another job may have cached it while this one waited.
    return (await cached()) ?? { ...(await make(core, recipe, contents, key, config, job)), outcome: 'made' }
  })
}

type Contents = readonly [Content, ...Content[]]

async function readInputs(core: Core, { videos }: Recipe, signal: AbortSignal): Promise<Contents> {
  const [first, ...others] = videos
  const contents: [Content, ...Content[]] = [await requireContent(core, first, { signal })]
  for (const video of others) contents.push(await requireContent(core, video, { signal }))
  return contents
}

function keyOf({ request: { action }, parameters }: Recipe, [first, ...others]: Contents) {
  const further = others.map(({ file_hash }) => withAlgorithm(file_hash))
  const config: JsonObject = { action, config: further.length > 0 ? { ...parameters, inputs: further } : parameters }
  const { config_hash } = hashConfig(config)
  const key: ProcessingKey = {
    action,
    input_path: first.path,
    input_hash: withAlgorithm(first.file_hash),
    config_hash,
  }
  return { key, config }
}

async function make(
  core: Core,
  recipe: Recipe,
  contents: Contents,
  key: ProcessingKey,
  config: JsonObject,
  job: Part,
): Promise<Made> {
  const [ffmpeg, ffprobe] = await Promise.all([core.tools.ffmpeg(), core.tools.ffprobe()])
  const { totalSeconds } = recipe
  const task = {
    ffmpeg: ffmpeg.path,
    ffprobe: ffprobe.path,
    decoder: core.decoder,
    signal: job.signal,
    onProgress: (seconds: number) => job.progress(Math.min(seconds, totalSeconds ?? seconds)),
  }
  const probed = async (content: Content): Promise<Input> => {
    const path = await decodablePath(core, content, job.signal)
    return { ...content, path, probe: await probe(task.ffprobe, path, task) }
  }
  const [first, ...others] = contents
  const inputs: [Input, ...Input[]] = [await probed(first)]
  for (const content of others) inputs.push(await probed(content))
  const folder = join(incomingFolder(core.layout), job.id)
  await mkdir(folder, { mode: privateFolder })
  try {
    const output = await whileUnchanged(core, contents, task, () => processFiles(recipe, inputs, folder, task))
    return await recordOutput(core, { job_id: job.id, recipe, contents, key, config, output, signal: job.signal })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The procedures of `processing` that start jobs. */
export const processingRuns = {
  start: os.processing.start.handler(({ input, context: { core } }) => start(core, input)),
  extract: os.processing.extract.handler(({ input, context: { core } }) => extract(core, input)),
}
