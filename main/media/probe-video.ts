import { RushesError } from '../../shared/errors.ts'
import type { Decoder } from './decoder/decoder.ts'
import { describeWebp, type Probe, type ProbeOptions, parseProbe, probe, unreadable, withTimes } from './ffprobe.ts'
import { readAnimation } from './images/animation.ts'
import { videoToDecode } from './inputs.ts'
import { posterLongSide } from './previews/poster.ts'
import { exceededLimit } from './run-program.ts'
import type { Tool } from './tools.ts'

/** The programs that probe videos. */
export interface Programs {
  decoder: Decoder
  tools: { ffprobe(): Promise<Tool> }
}

/**
 * Probes the video at `path`, which is absolute.
 *
 * [Note: where facts come from] Starting ffprobe takes a third of a file's import, so the decoder, which is running
 * anyway, reads the facts of videos. They are those of ffprobe: a test compares the two for every clip. ffprobe reads
 * what the decoder cannot read, and says why a file is bad, unless the decoder crashed or was stopped before. An import
 * has the decoder make the poster at once (`probeWithPoster`).
 * @throws RushesError FILE_UNREADABLE if the file cannot be read, FILE_MISSING, CANCELLED by `signal`.
 */
export async function probeVideo(
  { decoder, tools }: Programs,
  path: string,
  options: Pick<ProbeOptions, 'named' | 'signal'> = {},
): Promise<Probe> {
  return await orByFfprobe({ decoder, tools }, path, options, () =>
    decoder.decode('probe', { input: videoToDecode(path) }, { signal: options.signal }),
  )
}

/** The facts and the poster of a video, for which the decoder opens it once. */
export interface DescribedVideo {
  answer: Probe
  /** The path of the poster, or why none can be made; undefined if that was not found out. */
  poster: string | RushesError | undefined
}

/** Probes the video at `path` as `probeVideo` does, and writes its poster, a JPEG, to `target`. @throws the same */
export async function probeWithPoster(
  programs: Programs,
  path: string,
  target: string,
  options: Pick<ProbeOptions, 'named' | 'signal'> = {},
): Promise<DescribedVideo> {
  let poster: DescribedVideo['poster']
  const answer = await orByFfprobe(programs, path, options, async () => {
    const request = { input: videoToDecode(path), longSide: posterLongSide, target }
    try {
      const described = await programs.decoder.decode('describe', request, { signal: options.signal })
      if (described.hasPoster) poster = target
      return described.probe
    } catch (fault) {
      // It would crash, or be stopped, again.
      if (fault instanceof RushesError && exceededLimit(fault) !== undefined) poster = fault
      throw fault
    }
  })
  return { answer, poster }
}

/** Returns what the decoder says of a file, or else ffprobe. */
async function orByFfprobe(
  { tools }: Programs,
  path: string,
  options: Pick<ProbeOptions, 'named' | 'signal'>,
  decode: () => Promise<object>,
): Promise<Probe> {
  const { named = path, signal } = options
  try {
    return await withAnimation(parseProbe(await decode()), path)
  } catch (fault) {
    if (signal?.aborted) throw fault
    const ffprobe = await tools.ffprobe()
    return await probe(ffprobe.path, path, options).catch((error) => {
      const isStopped = error instanceof RushesError && error.code === 'FILE_UNREADABLE' && exceededLimit(fault)
      throw isStopped ? unreadable(fault, path, named) : error
    })
  }
}

/** Corrects what FFmpeg says of a GIF, PNG or WebP with several frames. */
async function withAnimation(answer: Probe, path: string): Promise<Probe> {
  const { format_name = '', size } = answer.format
  const animation = /^(gif|apng|webp)/.test(format_name) ? await readAnimation(path) : undefined
  if (!animation) return answer
  return animation.format === 'webp' ? describeWebp(animation, Number(size)) : withTimes(answer, animation)
}
