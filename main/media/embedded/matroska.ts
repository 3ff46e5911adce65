import { type BoundedFile, readExtents } from './bounded-file.ts'
import type { FoundPieces } from './pieces.ts'

const ids = {
  segment: 0x18538067,
  attachments: 0x1941a469,
  file: 0x61a7,
  mediaType: 0x4660,
  data: 0x465c,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
} as const
/** Clusters of days of video; each is skipped, but for the blocks of those in a recording, whose size is unknown. */
const maxElements = 100_000

interface Element {
  id: number
  start: number
  end: number
}

/**
 * Finds the content credentials of a Matroska or WebM file (C2PA 2.2, A.4.3): an attachment of their media type. The
 * index at the beginning says where attachments are, if the writer had written them by then. (RFC 8794, RFC 9559)
 */
export async function findInMatroska(file: BoundedFile): Promise<FoundPieces> {
  for await (const segment of elementsIn(file, 0, file.size)) {
    if (segment.id !== ids.segment) continue
    for await (const element of elementsIn(file, segment.start, segment.end)) {
      const isIndex = element.id === ids.seekHead
      const position = isIndex ? await attachmentsIn(file, element) : undefined
      const start = position === undefined ? undefined : segment.start + position
      const attachments = start === undefined ? element : await elementAt(file, start, segment.end)
      const data = attachments?.id === ids.attachments ? await credentialsAmong(file, attachments) : undefined
      if (!data) continue
      const extents = [{ position: data.start, length: data.end - data.start }]
      return { pieces: [{ kind: 'credentials', extents }] }
    }
    break
  }
  return { pieces: [] }
}

/** Returns the position of attachments within the segment, as an index states it. */
async function attachmentsIn(file: BoundedFile, index: Element): Promise<number | undefined> {
  for await (const entry of elementsIn(file, index.start, index.end)) {
    if (entry.id !== ids.seek) continue
    const values = new Map<number, number>()
    for await (const { id, start, end } of elementsIn(file, entry.start, entry.end)) {
      const bytes = await file.read(start, Math.min(end - start, 6))
      if (bytes.length > 0) values.set(id, bytes.readUIntBE(0, bytes.length))
    }
    if (values.get(ids.seekId) === ids.attachments) return values.get(ids.seekPosition)
  }
  return undefined
}

async function elementAt(file: BoundedFile, start: number, end: number): Promise<Element | undefined> {
  for await (const element of elementsIn(file, start, end)) return element
  return undefined
}

async function credentialsAmong(file: BoundedFile, attachments: Element): Promise<Element | undefined> {
  for await (const attached of elementsIn(file, attachments.start, attachments.end)) {
    const data = attached.id === ids.file ? await credentialsIn(file, attached) : undefined
    if (data) return data
  }
  return undefined
}

async function credentialsIn(file: BoundedFile, attached: Element): Promise<Element | undefined> {
  let mediaType = ''
  let data: Element | undefined
  for await (const element of elementsIn(file, attached.start, attached.end)) {
    const { id, start, end } = element
    if (id === ids.mediaType)
      mediaType = (await readExtents(file, [{ position: start, length: Math.min(end - start, 100) }])).toString(
        'latin1',
      )
    if (id === ids.data) data = element
  }
  return /^application\/(x-)?c2pa/.test(mediaType) ? data : undefined
}

/**
 * Yields the elements in a range. One of unknown size, as in a recording, ends with the range, and those inside it
 * follow.
 */
async function* elementsIn(file: BoundedFile, start: number, end: number): AsyncGenerator<Element> {
  let position = start
  for (let count = 0; count < maxElements && position < end; count++) {
    const head = await file.read(position, 12)
    const idBytes = Math.clz32((head[0] ?? 0) << 24) + 1
    const sizeBytes = Math.clz32((head[idBytes] ?? 0) << 24) + 1
    if (idBytes > 4 || sizeBytes > 8 || head.length < idBytes + sizeBytes) return
    const id = head.readUIntBE(0, idBytes)
    const size = sizeOf(head.subarray(idBytes, idBytes + sizeBytes))
    const from = position + idBytes + sizeBytes
    const element = { id, start: from, end: size === undefined ? end : from + size }
    if (element.end > end) return
    yield element
    position = size === undefined ? from : element.end
  }
}

/** Reads a number of variable length; undefined if all its bits are set, which means unknown. */
function sizeOf(bytes: Buffer): number | undefined {
  const mask = 0xff >> bytes.length
  let value = (bytes[0] ?? 0) & mask
  let isUnknown = value === mask
  for (const byte of bytes.subarray(1)) {
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return isUnknown ? undefined : value
}
