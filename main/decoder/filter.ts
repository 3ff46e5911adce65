// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_BUFFERSRC_FLAG_KEEP_REF, AV_PKT_DATA_DISPLAYMATRIX, AVMEDIA_TYPE_AUDIO } from 'node-av/constants'
import { Filter, type FilterContext, FilterGraph, FilterInOut, Frame, type Stream } from 'node-av/lib'
import { check } from './libav.ts'

/** A graph of filters with one input and one output. */
export interface FrameFilter {
  /** Passes a frame in, or none at the end, and returns the frames that come out; they are the caller's to free. */
  filter(frame: Frame | null): Frame[]
  free(): void
}

interface Graph {
  graph: FilterGraph
  source: FilterContext
  sink: FilterContext
  /** The shape of frames that the graph was made for; it is made again for others. */
  shape: string
}

/** Creates a graph of filters for frames whose times are in the time base of `stream`. */
export function createFilter(description: string, { timeBase, codecpar }: Pick<Stream, 'timeBase' | 'codecpar'>) {
  let current: Graph | undefined
  const free = () => {
    current?.graph.free()
    current = undefined
  }
  const result: FrameFilter = {
    filter(frame) {
      const shape = frame === null ? undefined : shapeOf(frame, timeBase)
      if (shape !== undefined && shape !== current?.shape) {
        free()
        current = createGraph(codecpar.codecType === AVMEDIA_TYPE_AUDIO ? 'abuffer' : 'buffer', shape, description)
      }
      if (!current) return []
      // The frame stays the caller's.
      check(current.source.buffersrcAddFrameSync(frame, AV_BUFFERSRC_FLAG_KEEP_REF))
      return pull(current.sink)
    },
    free,
  }
  return result
}

let last: { filter: FrameFilter; key: string } | undefined

/**
 * Gives `work` a graph of filters, which is kept for the next frames of the same shape: to create one takes longer than
 * to scale a small picture. None must be passed at the end.
 */
export function withKeptFilter<T>(description: string, stream: Stream, work: (filter: FrameFilter) => T): T {
  const key = `${description} ${stream.timeBase.num}/${stream.timeBase.den}`
  if (last?.key !== key) {
    last?.filter.free()
    last = { filter: createFilter(description, stream), key }
  }
  try {
    return work(last.filter)
  } catch (error) {
    last.filter.free()
    throw error
  }
}

function pull(sink: FilterContext): Frame[] {
  const frames: Frame[] = []
  for (;;) {
    const frame = new Frame()
    frame.alloc()
    if (sink.buffersinkGetFrameSync(frame) < 0) {
      frame.free()
      return frames
    }
    frames.push(frame)
  }
}

function shapeOf(frame: Frame, { num, den }: { num: number; den: number }): string {
  const time = `time_base=${num}/${den}`
  if (frame.sampleRate > 0) {
    const { order, nbChannels, mask } = frame.channelLayout
    const layout = order === 0 || mask === 0n ? `channels=${nbChannels}` : `channel_layout=0x${mask.toString(16)}`
    return `${time}:sample_rate=${frame.sampleRate}:sample_fmt=${frame.format}:${layout}`
  }
  const pixel = frame.sampleAspectRatio
  return [
    `video_size=${frame.width}x${frame.height}:pix_fmt=${frame.format}:${time}`,
    `pixel_aspect=${pixel.num}/${Math.max(1, pixel.den)}:colorspace=${frame.colorSpace}:range=${frame.colorRange}`,
  ].join(':')
}

function createGraph(buffer: 'buffer' | 'abuffer', shape: string, description: string): Graph {
  const graph = new FilterGraph()
  graph.alloc()
  graph.nbThreads = 1
  const source = create(graph, buffer, 'in', shape)
  const sink = create(graph, `${buffer}sink`, 'out', null)
  const outputs = end('in', source)
  const inputs = end('out', sink)
  check(graph.parsePtr(description, inputs, outputs))
  check(graph.configSync())
  return { graph, source, sink, shape }
}

function create(graph: FilterGraph, name: string, label: string, args: string | null): FilterContext {
  const filter = Filter.getByName(name)
  const created = filter && graph.createFilter(filter, label, args)
  if (!created) throw new Error(`The filter ${name} does not accept ${args}`)
  return created
}

function end(name: string, context: FilterContext): FilterInOut {
  const result = new FilterInOut()
  result.alloc()
  Object.assign(result, { name, filterCtx: context, padIdx: 0 })
  return result
}

/** Returns the filters, each followed by a comma, that turn frames of a stream upright, as ffmpeg does by itself. */
export function uprightFilters({ codecpar }: Stream): string {
  const matrix = codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)
  const clockwise = (360 - (rotationOf(matrix) ?? 0)) % 360
  const at = (index: number) => matrix?.readInt32LE(index * 4) ?? 0
  if (clockwise === 90) return `transpose=${at(3) > 0 ? 'cclock_flip' : 'clock'},`
  if (clockwise === 180) return `${at(0) < 0 ? 'hflip,' : ''}${at(4) < 0 ? 'vflip,' : ''}`
  if (clockwise === 270) return `transpose=${at(3) < 0 ? 'clock_flip' : 'cclock'},`
  return at(4) < 0 ? 'vflip,' : ''
}

/**
 * Returns the whole degrees counterclockwise that a display matrix turns by, -180 to 180. It has nine numbers in the
 * order of the processor, which is little-endian on all systems.
 */
export function rotationOf(matrix: Buffer | null): number | undefined {
  if (!matrix || matrix.length < 36) return undefined
  const at = (index: number) => matrix.readInt32LE(index * 4)
  const across = Math.hypot(at(0), at(3)) || 1
  const down = Math.hypot(at(1), at(4)) || 1
  return Math.round((-Math.atan2(at(1) / down, at(0) / across) * 180) / Math.PI)
}
