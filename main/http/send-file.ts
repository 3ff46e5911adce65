import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RushesError } from '../../shared/errors.ts'

interface SentFile {
  path: string
  contentType: string
  /** Of the content that the file should have, without quotes; size and time of the file are added. */
  etag?: string
  cacheControl: string
}

/**
 * Answers `request` with a file: all of it, the one range that it asks for (206, 416), nothing when the client
 * has it (304), or only the head. The stream ends when the client goes away. (RFC 9110, sections 13 and 14)
 * @throws RushesError FILE_MISSING when there is no file.
 */
export async function sendFile(request: Request, file: SentFile): Promise<Response> {
  const { path } = file
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isFile()) throw new RushesError('FILE_MISSING', `${path} is not there at the moment.`)
  // Somebody may have written over the file: the content that is known of it is not enough.
  const etag = `"${file.etag ?? 'file'}-${stats.size}-${stats.mtimeMs}"`
  const headers = new Headers({
    'content-type': file.contentType,
    'accept-ranges': 'bytes',
    'cache-control': file.cacheControl,
    etag,
  })
  if (isHeld(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })

  const ifRange = request.headers.get('if-range')
  const partial = request.method === 'GET' && (ifRange === null || ifRange === etag)
  const asked = partial ? request.headers.get('range') : null
  const range = parseRange(asked, stats.size)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${stats.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: stats.size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${stats.size}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD' || stats.size === 0) return new Response(null, { status, headers })
  return new Response(streamFile(path, start, end, request.signal), { status, headers })
}

/** Whether a list of tags, weak ones included, or `*` for any, says that the client has this one. */
function isHeld(tags: string | null, etag: string): boolean {
  return tags?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag) ?? false
}

function streamFile(path: string, start: number, end: number, signal: AbortSignal): ReadableStream {
  const file = createReadStream(path, { start, end, highWaterMark: 256 * 1024 })
  signal.addEventListener('abort', () => file.destroy(), { once: true })
  return Readable.toWeb(file) as ReadableStream
}

/**
 * The range of a `Range` header, both ends included. Undefined where it is to be ignored: none, another unit, malformed,
 * or several ranges, for which the whole file is a right answer too.
 */
export function parseRange(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first, last] = match
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return undefined
  return start >= size ? 'unsatisfiable' : { start, end }
}
