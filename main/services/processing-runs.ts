import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../shared/contract/jobs.ts'
import type { ProcessingRequest } from '../../shared/contract/processing.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { withAlgorithm } from '../database/cache-state.ts'
import type { ProcessingKey } from '../database/processing.ts'
import { requireVideo } from '../database/videos.ts'
import { type Content, contentAt } from '../ingest/content-at.ts'
import { isSame } from '../ingest/unchanged.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import type { JsonObject } from '../media/analysers/analyser.ts'
import { probe } from '../media/ffprobe.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { absolutePath } from '../storage/layout.ts'
import { hashConfig } from './config-hash.ts'
import { os } from './implement.ts'
import { type Input, processFiles } from './process-files.ts'
import { findOutput, type Made, recordOutput } from './processing-output.ts'
import { type Recipe, readRecipe } from './processing-recipe.ts'

/**
 * [Note: what processing does] The inputs are looked at as they are now. What was made of the same contents in the same way
 * is the answer, under whatever path that was, if its output is still there and has its hash. Otherwise it is made: in the
 * folder for what arrives, then placed under the name of its content, then recorded in one transaction as a video and as a
 * processing. A crash in between leaves a whole file that nobody knows, never a row without bytes.
 */
async function start(core: Core, request: ProcessingRequest): Promise<Job> {
  const recipe = await readRecipe(core, request)
  const job = { kind: 'processing', title: recipe.name, unit: 'seconds', total: recipe.totalSeconds } as const
  return await core.jobs.start(job, async (running) => {
    const { outcome, ...made } = await process(core, recipe, running)
    running.progress(recipe.totalSeconds ?? 0, recipe.totalSeconds)
    running.item({ ...made, outcome })
    if (outcome === 'made' && made.video_id !== undefined) await makePoster(core, made.video_id)
  })
}

async function process(core: Core, recipe: Recipe, job: RunningJob): Promise<Made & { outcome: 'made' | 'cached' }> {
  const { signal } = job
  const contents = await readInputs(core, recipe, signal)
  const { key, config } = keyOf(recipe, contents)
  const cached = async () => {
    const found = await findOutput(core, key, signal)
    return found && ({ ...found, outcome: 'cached' } as const)
  }
  const there = await cached()
  if (there) return there
  return await core.takeTurn(signal, async () => {
    // Somebody may have asked for the same meanwhile.
    const made = await cached()
    return made ?? { ...(await make(core, recipe, contents, key, config, job)), outcome: 'made' }
  })
}

type Contents = readonly [Content, ...Content[]]

async function readInputs(core: Core, { videos }: Recipe, signal: AbortSignal): Promise<Contents> {
  const read = (path: string) => contentAt(core, absolutePath(core.layout, path), { signal })
  const [first, ...others] = videos
  const contents: [Content, ...Content[]] = [await read(first.file_path)]
  for (const { file_path } of others) contents.push(await read(file_path))
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
  job: RunningJob,
): Promise<Made> {
  const [ffmpeg, ffprobe] = await Promise.all([core.tools.ffmpeg(), core.tools.ffprobe()])
  const { totalSeconds } = recipe
  const task = {
    ffmpeg: ffmpeg.path,
    ffprobe: ffprobe.path,
    signal: job.signal,
    onProgress: (seconds: number) => job.progress(Math.min(seconds, totalSeconds ?? seconds), totalSeconds),
  }
  const look = async (content: Content): Promise<Input> => ({
    ...content,
    probe: await probe(task.ffprobe, content.path, task),
  })
  const [first, ...others] = contents
  const inputs: [Input, ...Input[]] = [await look(first)]
  for (const content of others) inputs.push(await look(content))
  const folder = join(incomingFolder(core.layout), job.id)
  await mkdir(folder)
  try {
    const output = await processFiles(recipe, inputs, folder, task)
    for (const content of contents) await requireSame(core, content)
    return await recordOutput(core, { job_id: job.id, recipe, contents, key, config, output, signal: job.signal })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireSame(core: Core, content: Content): Promise<void> {
  if (isSame(await core.hashes.run({ kind: 'fingerprint', path: content.path }), content)) return
  throw new RushesError(
    'FILE_CHANGED',
    `${content.path} changed while a take was made of it; nothing of that was kept.`,
  )
}

/** A video whose frames cannot be decoded is shown without a poster. */
async function makePoster(core: Core, id: string): Promise<void> {
  try {
    await core.previews.ensure('poster', await requireVideo(core.db, id))
  } catch (error) {
    core.log.trace('jobs', 'no poster', { id, error: String(error) })
  }
}

/** The calls of `processing` that run something. */
export const processingRuns = {
  start: os.processing.start.handler(({ input, context: { core } }) => start(core, input)),
}
