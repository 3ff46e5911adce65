import { readFile, rm, writeFile } from 'node:fs/promises'
import { RushesError } from '../../shared/errors.ts'
import { grabFrame, measured } from './grab-frame.ts'
import { runTool } from './run-tool.ts'

/** What a storyboard is laid out by: columns of the row of its video. */
export interface StoryboardSource {
  duration_seconds: number | null
  frame_count: number | null
  width: number | null
  height: number | null
  /** `16:9`, as displayed. */
  aspect_ratio: string | null
}

/** One sheet of frames, row by row; the frame `i` is from the middle of the `i`-th of `count` equal stretches. */
export interface StoryboardLayout {
  count: number
  columns: number
  rows: number
  /** Pixels, even. */
  tile_width: number
  /** Pixels, even. */
  tile_height: number
}

const mostTiles = 25
/** Enough for a tile of the grid; the whole sheet stays below 1200 by 1200 pixels. */
const longSide = 240
/** Up to here all frames are decoded, once, since keyframes may be seconds apart; beyond, each tile is sought. */
const decodedWholeSeconds = 30
/** How much of a video is decoded where its keyframes lie too far apart to stand for every tile. */
const mostDecodedSeconds = 300

/** The layout of the storyboard of a video: it follows from its row, so that a sheet needs nothing beside it. */
export function storyboardLayout(video: StoryboardSource): StoryboardLayout {
  const count = Math.max(1, Math.min(mostTiles, video.frame_count ?? mostTiles))
  const columns = Math.ceil(Math.sqrt(count))
  const ratio = ratioOf(video)
  const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)
  return {
    count,
    columns,
    rows: Math.ceil(count / columns),
    tile_width: even(ratio > 1 ? longSide : longSide * ratio),
    tile_height: even(ratio > 1 ? longSide / ratio : longSide),
  }
}

function ratioOf({ aspect_ratio, width, height }: StoryboardSource): number {
  const [across = 0, down = 0] = (aspect_ratio ?? '').split(':').map(Number)
  if (across > 0 && down > 0) return across / down
  return width && height ? width / height : 16 / 9
}

/**
 * Writes the storyboard of the video at `source` to `target`, one JPEG of up to 25 frames. A short video is decoded once, a
 * long one only where its frames are taken from, whatever its length. What cannot be read shows the frame before it.
 * @throws RushesError TOOL_FAILED when no frame can be decoded or the duration is not known, CANCELLED by `signal`.
 */
export async function makeStoryboard(
  ffmpeg: string,
  source: string,
  target: string,
  options: { video: StoryboardSource; signal: AbortSignal },
): Promise<void> {
  const { video, signal } = options
  const duration = video.duration_seconds ?? 0
  if (duration <= 0) throw new RushesError('TOOL_FAILED', `How long ${source} lasts is not known.`)
  const layout = storyboardLayout(video)
  const task = { ffmpeg, source, layout, stepSeconds: duration / layout.count, signal }
  const tiles = `${target}.tiles`
  try {
    const found = duration <= decodedWholeSeconds ? await decodeTiles(task, tiles) : await seekTiles(task, tiles)
    if (found === 0) throw new RushesError('TOOL_FAILED', `ffmpeg found no frame in ${source}.`)
    await runTool(ffmpeg, joinArguments(tiles, target, layout, found), { signal })
  } finally {
    await rm(tiles, { force: true })
  }
}

interface Task {
  ffmpeg: string
  source: string
  layout: StoryboardLayout
  /** From one frame to the next. */
  stepSeconds: number
  signal: AbortSignal
}

function fitOf({ tile_width, tile_height }: StoryboardLayout): string {
  return `scale=${tile_width}:${tile_height},setsar=1`
}

/** ffmpeg's arguments to decode all of a video once, and write its tiles one after the other. */
export function decodeArguments(
  source: string,
  target: string,
  layout: StoryboardLayout,
  stepSeconds: number,
): string[] {
  const chosen = `setpts=PTS-STARTPTS,select='gte(t,(selected_n+0.5)*${stepSeconds.toFixed(6)})'`
  const filters = [chosen, fitOf(layout), 'format=yuvj420p', measured, 'setpts=N/25/TB'].join(',')
  const input = ['-threads', '1', '-protocol_whitelist', 'file', '-i', source]
  const output = ['-map', '0:V:0', '-r', '25', '-frames:v', String(layout.count), '-q:v', '2', '-threads', '1']
  return ['-v', 'error', '-nostdin', '-y', ...input, '-vf', filters, ...output, '-f', 'mjpeg', target]
}

/** Answers with how many frames there were: pictures may end before the sound. */
async function decodeTiles({ ffmpeg, source, layout, stepSeconds, signal }: Task, tiles: string): Promise<number> {
  const printed = await runTool(ffmpeg, decodeArguments(source, tiles, layout, stepSeconds), { signal })
  return Math.min(layout.count, printed.match(/^frame:/gm)?.length ?? 0)
}

interface SoughtTile {
  jpeg: Buffer
  /** Seconds from its frame to the time that it stands for. */
  earlySeconds: number
}

/**
 * A tile each from the keyframe before its time. Where such a keyframe is nearer to the time of another tile, that tile is
 * decoded up to its own time, or the whole video where that is less work; a video in which both are too much stays with keyframes.
 */
async function seekTiles(task: Task, tiles: string): Promise<number> {
  const { layout, stepSeconds } = task
  const sought: (SoughtTile | undefined)[] = []
  for (let tile = 0; tile < layout.count; tile++) sought.push(await seekTile(task, tiles, tile, true))
  const late = sought.flatMap((it, tile) => (it && it.earlySeconds > stepSeconds ? [{ tile, ...it }] : []))
  const toDecodeSeconds = late.reduce((sum, { earlySeconds }) => sum + earlySeconds, 0)
  const durationSeconds = stepSeconds * layout.count
  if (toDecodeSeconds > durationSeconds && durationSeconds <= mostDecodedSeconds) return await decodeTiles(task, tiles)
  if (toDecodeSeconds <= mostDecodedSeconds) {
    for (const { tile } of late) sought[tile] = (await seekTile(task, tiles, tile, false)) ?? sought[tile]
  }
  // What could not be read shows the frame before it, a broken beginning the first one that can be read.
  let last = sought.find((it) => it !== undefined)
  if (!last) return 0
  const jpegs: Buffer[] = []
  for (const it of sought) {
    last = it ?? last
    jpegs.push(last.jpeg)
  }
  await writeFile(tiles, Buffer.concat(jpegs))
  return jpegs.length
}

/** Undefined where there is nothing to read. */
async function seekTile(task: Task, file: string, tile: number, keyframe: boolean): Promise<SoughtTile | undefined> {
  const { ffmpeg, source, layout, stepSeconds, signal } = task
  const grab = { atSeconds: (tile + 0.5) * stepSeconds, fit: fitOf(layout), keyframe, quality: 2, signal }
  try {
    const { offsetSeconds } = await grabFrame(ffmpeg, source, file, grab)
    return { jpeg: await readFile(file), earlySeconds: -offsetSeconds }
  } catch (error) {
    if (!(error instanceof RushesError && error.code === 'TOOL_FAILED')) throw error
    return undefined
  }
}

/** ffmpeg's arguments for one sheet of the `found` tiles that lie one after the other in a file; the last one fills up. */
export function joinArguments(tiles: string, target: string, layout: StoryboardLayout, found: number): string[] {
  const { count, columns, rows } = layout
  const missing = found < count ? [`loop=loop=${count - found}:size=1:start=${found - 1}`] : []
  const filters = [...missing, `tile=${columns}x${rows}`].join(',')
  const input = ['-v', 'error', '-nostdin', '-y', '-threads', '1', '-f', 'mjpeg', '-i', tiles]
  return [...input, '-vf', filters, '-frames:v', '1', '-q:v', '5', '-threads', '1', '-f', 'mjpeg', target]
}
