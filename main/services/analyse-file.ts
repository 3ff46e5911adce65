import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { type AnalysisKey, findAnalysisAtPath, findAnalysisOfContent } from '../database/analyses.ts'
import { withAlgorithm } from '../database/cache-state.ts'
import { type Content, contentAt } from '../ingest/content-at.ts'
import { isSame } from '../ingest/unchanged.ts'
import type { AnalysisResult } from '../media/analysers/analyser.ts'
import { probe } from '../media/ffprobe.ts'
import { absolutePath } from '../storage/layout.ts'
import type { ReadyAnalyser } from './analysers.ts'
import { saveAnalyses } from './save-analyses.ts'

interface Options {
  /** Whether to run it even where its result is cached. */
  again: boolean
  signal: AbortSignal
  /** How much of the file is done, 0 to 1. */
  onFraction: (fraction: number) => void
}

/**
 * Analyses the file at `file_path` as it is now, unless that is cached, and caches the result. A result that was made
 * under another path is that of the content: it is used as it is, and no second row says the same.
 * @throws RushesError FILE_MISSING, FILE_CHANGED when the file became another while it was read, TOOL_FAILED, CANCELLED…
 */
export async function analyseFile(
  core: Core,
  filePath: string,
  ready: ReadyAnalyser,
  options: Options,
): Promise<'made' | 'cached'> {
  const path = absolutePath(core.layout, filePath)
  const content = await contentAt(core, path, { signal: options.signal })
  const key = { file_path: filePath, file_hash: withAlgorithm(content.file_hash), config_hash: ready.config_hash }
  const isCached = async () => !options.again && (await findMade(core, key, ready))
  if (await isCached()) return 'cached'
  return await core.takeTurn(options.signal, async () => {
    // Somebody may have asked for the same meanwhile.
    if (await isCached()) return 'cached'
    const result = await analyse(core, content, ready, options)
    await requireSame(core, content)
    await save(core, key, ready, result)
    return 'made'
  })
}

/** Whether there is one. Where the path still has the result of an older content, this takes its place. */
async function findMade(core: Core, key: AnalysisKey, ready: ReadyAnalyser): Promise<boolean> {
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
  { path }: Content,
  { analyser, config }: ReadyAnalyser,
  { signal, onFraction }: Options,
): Promise<AnalysisResult> {
  const [ffmpeg, ffprobe] = await Promise.all([core.tools.ffmpeg(), core.tools.ffprobe()])
  const { streams, format } = await probe(ffprobe.path, path, { signal })
  // The cover of an album is no picture that moves.
  const has = (type: string) => streams.some((one) => one.codec_type === type && one.disposition?.attached_pic !== 1)
  const durationSeconds = Number(format.duration) > 0 ? Number(format.duration) : null
  return await analyser.analyse({
    path,
    config,
    durationSeconds,
    hasPicture: has('video'),
    hasSound: has('audio'),
    ffmpeg: ffmpeg.path,
    signal,
    onProgress: (doneSeconds) => durationSeconds && onFraction(Math.min(1, doneSeconds / durationSeconds)),
  })
}

async function requireSame(core: Core, content: Content): Promise<void> {
  if (isSame(await core.hashes.run({ kind: 'fingerprint', path: content.path }), content)) return
  throw new RushesError('FILE_CHANGED', `${content.path} changed while it was analysed; nothing of it was kept.`)
}

async function save(core: Core, key: AnalysisKey, ready: ReadyAnalyser, result: AnalysisResult): Promise<void> {
  const { file_path, file_hash } = key
  await saveAnalyses(core, [{ file_path, file_hash, config: ready.cached, name: ready.analyser.name, ...result }])
}
