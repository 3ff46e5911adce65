import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'

interface Sent {
  contentType: string
  cacheControl: string
}

interface SentFile extends Sent {
  /** Open and checked; closed once the response has been read or is no longer wanted. */
  handle: FileHandle
  /** Identifies the expected content, without quotes. The file's size and modification time are appended. */
  etag?: string
}

interface SentObject extends Sent {
  size_bytes: number
  /** Reads a range of its bytes, both ends included. */
  read(range: { start: number; end: number }): Promise<Readable>
  etag: string
}

/**
 * Responds with an open file: whole (200), one range (206, 416), unchanged (304) or headers only (HEAD). The stream
 * ends when the client disconnects, and fails if the file is written to meanwhile. See RFC 9110, sections 13 and 14.
 */
export async function sendFile(request: Request, file: SentFile | SentObject): Promise<Response> {
  if (!('handle' in file)) return await sendObject(request, file)
  let isStreamed = false
  try {
    const stats = await file.handle.stat({ bigint: true })
    const size = Number(stats.size)
    const etag = `"${file.etag ?? 'file'}-${size}-${stats.mtimeNs}"`
    const response = await respond(request, { ...file, size, etag }, async ({ start, end }) =>
      streamFile(file.handle, stats, start, end + 1, request.signal),
    )
    isStreamed = response.body !== null
    return response
  } finally {
    if (!isStreamed) await file.handle.close()
  }
}

/** Responds with an object of the bucket, of which only the asked range is read. */
async function sendObject(request: Request, object: SentObject): Promise<Response> {
  const size = object.size_bytes
  return await respond(request, { ...object, size, etag: `"${object.etag}-${size}"` }, async (range) => {
    const body = await object.read(range)
    request.signal.addEventListener('abort', () => body.destroy(), { once: true })
    return Readable.toWeb(body) as ReadableStream<Uint8Array>
  })
}

async function respond(
  request: Request,
  { contentType, cacheControl, size, etag }: Sent & { size: number; etag: string },
  read: (range: { start: number; end: number }) => Promise<ReadableStream<Uint8Array>>,
): Promise<Response> {
  const headers = new Headers({
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': cacheControl,
    etag,
  })
  if (isHeld(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })

  const ifRange = request.headers.get('if-range')
  const partial = request.method === 'GET' && (ifRange === null || ifRange === etag)
  const asked = partial ? request.headers.get('range') : null
  const range = parseRange(asked, size)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD' || size === 0) return new Response(null, { status, headers })
  return new Response(await read({ start, end }), { status, headers })
}

/** Returns whether `If-None-Match` or `If-Match` lists this tag, as a strong or weak tag or by `*`. */
export function isHeld(tags: string | null, etag: string): boolean {
  return tags?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag) ?? false
}

const chunkBytes = 256 * 1024

/** Streams the bytes from `position` to `end`, exclusive, and closes the file. */
function streamFile(
  handle: FileHandle,
  opened: BigIntStats,
  position: number,
  end: number,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const close = () => handle.close().catch(() => undefined)
  if (signal.aborted) void close()
  else signal.addEventListener('abort', close, { once: true })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = Buffer.allocUnsafeSlow(Math.min(chunkBytes, end - position))
          const { bytesRead } = await handle.read(chunk, 0, chunk.length, position)
          const now = await handle.stat({ bigint: true })
          // Bytes that were written since the file was checked may be of another content.
          if (bytesRead === 0 || now.size !== opened.size || now.mtimeNs !== opened.mtimeNs)
            throw new Error('The file was written to while it was sent.')
          controller.enqueue(chunk.subarray(0, bytesRead))
          position += bytesRead
          if (position < end) return
          controller.close()
          await close()
        } catch (error) {
          // The client is gone, and its request closed the file.
          if (signal.aborted) controller.close()
          else controller.error(error)
          await close()
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  )
}

/**
 * Parses a `Range` header; both ends are inclusive. Returns undefined for a header to ignore: absent, another unit,
 * malformed, or several ranges, for which the whole file is a valid response.
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
