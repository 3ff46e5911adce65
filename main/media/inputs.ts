import type { MediaInput } from './decoder/request.ts'

/**
 * [Note: which formats are opened] ffmpeg has formats that name other files and addresses: DASH, HLS, lists to join,
 * session descriptions, patterns of image names. It opens whatever they name, and the bundled builds do so even if told
 * to open local files only. So every input states which formats it may have, and none of the list follows references
 * (those of QuickTime are off unless asked for). Paths are absolute, so that none is read as an address or an option.
 */
const videoFormats = [
  ...['mov', 'matroska', 'avi', 'mpegts', 'mpeg', 'mpegvideo', 'flv', 'asf', 'ogg', 'mxf', 'gif', 'apng', 'webp_anim'],
  ...['yuv4mpegpipe', 'm4v', 'h264', 'hevc', 'dv', 'ivf', 'nut'],
].join()

const local = ['-protocol_whitelist', 'file'] as const

/** ffmpeg's format of each kind of still image, named rather than probed: a name with `%d` would be a pattern. */
const imageFormats = {
  png: 'png_pipe',
  jpeg: 'jpeg_pipe',
  webp: 'webp_pipe',
  gif: 'gif',
  tiff: 'tiff_pipe',
  avif: 'mov',
  av1: 'ivf',
} as const
export type ImageCodec = keyof typeof imageFormats

/** Returns the arguments for ffmpeg or ffprobe that read the video at `path`, which is absolute. */
export function videoInput(path: string): string[] {
  return [...local, '-format_whitelist', videoFormats, '-i', path]
}

/** Returns the arguments for ffmpeg or ffprobe that read the image at `path`, which is absolute. */
export function imageInput(path: string, codec: ImageCodec): string[] {
  return [...local, '-f', imageFormats[codec], '-format_whitelist', imageFormats[codec], '-i', path]
}

/** Returns the input for the decoder that reads the video at `path`, which is absolute. */
export function videoToDecode(path: string): MediaInput {
  return { path, options: { protocol_whitelist: 'file', format_whitelist: videoFormats } }
}

/** Returns the input for the decoder that reads the image at `path`, which is absolute. */
export function imageToDecode(path: string, codec: ImageCodec): MediaInput {
  const format = imageFormats[codec]
  return { path, format, options: { protocol_whitelist: 'file', format_whitelist: format } }
}

/** Returns the arguments for ffmpeg that join the videos of a list, which Rushes wrote. */
export function listInput(path: string): string[] {
  return ['-f', 'concat', '-safe', '0', ...local, '-format_whitelist', `concat,${videoFormats}`, '-i', path]
}

/** Returns the arguments for ffmpeg that generate pictures or sound with a graph of filters, which Rushes wrote. */
export function generatedInput(graph: string): string[] {
  return ['-f', 'lavfi', '-i', graph]
}
