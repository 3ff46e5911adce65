import type { JsonObject } from '../../../shared/json-object.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { requireContent, withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { type AnalysisKey, findAnalysisAtPath, findAnalysisOfContent } from '../../database/analyses.ts'
import { withAlgorithm } from '../../database/caches/cache-state.ts'
import { moveToVideos } from '../../database/caches/move-to-videos.ts'
import type { AnalysisResult } from '../../media/analysers/analyser.ts'
import { probeVideo } from '../../media/probe-video.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { requireConsent } from '../analysers/consent.ts'
import type { ReadyAnalyser } from '../analysers.ts'
import { decodablePath } from '../videos/decodable-path.ts'
import { saveAnalyses } from './save-analyses.ts'

interface Options {
  /** True to run the analyser even if its result is cached. */
  again: boolean
  signal: AbortSignal
  /** The fraction of the file that is done, 0 to 1. */
  onFraction: (fraction: number) => void
}

/** A file to analyse. */
export interface AnalysedFile {
  /** As the database has it. */
  path: string
  /** The content that is to be analysed, at this path or at another location of it. */
  file_hash: string
}

/**
 * Analyses a file and caches the result, unless that is cached. Results belong to the content: one that was cached
 * under another path is reused and gets no second row.
 * @throws RushesError FILE_MISSING, FILE_CHANGED if the file has another content or changed meanwhile, TOOL_FAILED,
 * CANCELLED…
 */
export async function analyseFile(
  core: Core,
  file: AnalysedFile,
  ready: ReadyAnalyser,
  options: Options,
): Promise<'made' | 'cached'> {
  const { signal } = options
  const { file_hash } = file
  const { path } = await requireContent(core, { file_path: file.path, file_hash }, { signal })
  const file_path = path === absolutePath(core.layout, file.path) ? file.path : path
  const key = { file_path, file_hash: withAlgorithm(file_hash), config_hash: ready.config_hash }
  const isCached = async () => !options.again && (await reuseCached(core, key, ready))
  if (await isCached()) return 'cached'
  return await core.withDecodeSlot({ signal, key: `${file_hash} ${ready.config_hash}` }, async () => {
    // Another job may have cached it while this one waited.
    if (await isCached()) return 'cached'
    const recorded = { file_hash, file_path: path }
    const result = await withContent(core, recorded, { signal }, (content) => analyse(core, content, ready, options))
    await save(core, key, ready, result)
    return 'made'
  })
}

/** Returns whether the result is cached. If the path has the result of an older content, the cached one replaces it. */
async function reuseCached(core: Core, key: AnalysisKey, ready: ReadyAnalyser): Promise<boolean> {
  const found = await findAnalysisOfContent(core.db, key)
  if (!found) return false
  const atPath = await findAnalysisAtPath(core.db, key)
  if (atPath && atPath.file_hash !== key.file_hash) {
    await save(core, key, ready, { ranges: found.ranges ?? [], metadata: found.metadata ?? {} })
  }
  return true
}

async function analyse(
  core: Core,
  content: Content,
  { analyser, config }: ReadyAnalyser,
  { signal, onFraction }: Options,
): Promise<AnalysisResult> {
  await requireConsent(core, analyser)
  const ffmpeg = await core.tools.ffmpeg()
  const path = await decodablePath(core, content, signal)
  const { streams, format } = await probeVideo(core, path, { signal })
  // Cover art is a video stream too.
  const has = (type: string) => streams.some((one) => one.codec_type === type && one.disposition?.attached_pic !== 1)
  const durationSeconds = Number(format.duration) > 0 ? Number(format.duration) : null
  const startedMs = performance.now()
  const { ranges, metadata } = await analyser.analyse({
    path,
    config,
    durationSeconds,
    hasPicture: has('video'),
    hasSound: has('audio'),
    ffmpeg: ffmpeg.path,
    signal,
    onProgress: (doneSeconds) => durationSeconds && onFraction(Math.min(1, doneSeconds / durationSeconds)),
  })
  const run_time_seconds = Math.round(performance.now() - startedMs) / 1000
  // A program of the library may use another ffmpeg, or none.
  const tools: JsonObject = 'argv' in analyser ? {} : { ffmpeg: ffmpeg.version }
  return { ranges, metadata: { run_time_seconds, ...tools, ...metadata } }
}

async function save(core: Core, key: AnalysisKey, ready: ReadyAnalyser, result: AnalysisResult): Promise<void> {
  const { file_path, file_hash } = key
  await core.write(({ db }) => moveToVideos(db, file_path, file_hash))
  await saveAnalyses(core, [{ file_path, file_hash, config: ready.cached, name: ready.analyser.name, ...result }])
}
