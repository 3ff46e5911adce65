import { type BoundedFile, readExtents } from './bounded-file.ts'
import type { FoundPieces } from './pieces.ts'

const ids = {
  segment: 0x18538067,
  attachments: 0x1941a469,
  file: 0x61a7,
  mediaType: 0x4660,
  data: 0x465c,
} as const
/** Clusters of hours of video; each is skipped. */
const maxElements = 10_000

interface Element {
  id: number
  start: number
  end: number
}

/**
 * Finds the content credentials of a Matroska or WebM file (C2PA 2.2, A.4.3): an attachment of their media type.
 * (RFC 8794, RFC 9559)
 */
export async function findInMatroska(file: BoundedFile): Promise<FoundPieces> {
  for await (const segment of elementsIn(file, 0, file.size)) {
    if (segment.id !== ids.segment) continue
    for await (const attachments of elementsIn(file, segment.start, segment.end)) {
      if (attachments.id !== ids.attachments) continue
      for await (const attached of elementsIn(file, attachments.start, attachments.end)) {
        const data = attached.id === ids.file ? await credentialsIn(file, attached) : undefined
        if (data)
          return {
            pieces: [{ kind: 'credentials', extents: [{ position: data.start, length: data.end - data.start }] }],
          }
      }
    }
  }
  return { pieces: [] }
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

/** Yields the elements in a range; one of unknown size, as in a recording, ends with the range. */
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
    position = element.end
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
