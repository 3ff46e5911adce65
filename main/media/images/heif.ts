import { type BoundedFile, type Extent, withFile } from '../embedded/bounded-file.ts'
import { topBoxes } from '../embedded/boxes.ts'
import { type BoxBytes, boxBytes, itemExtents } from '../embedded/iso-items.ts'
import type { Orientation } from './orientation.ts'

/** The primary image of an AVIF or HEIC. */
export interface Heif {
  /** Pixels as stored; null if the file states no size. */
  width: number | null
  height: number | null
  orientation: Orientation
  /**
   * Position of the AV1 data; null for HEIC, and if the image is composed of several or mirrored, which only a viewer
   * can render.
   */
  av1: Extent | null
}

const longestMetaBytes = 1024 * 1024
/** More than any still image has. */
const longestAv1Bytes = 256 * 1024 * 1024
/** EXIF orientations by quarter turns counterclockwise. */
const rotations: readonly Orientation[] = [1, 8, 3, 6]

/**
 * Reads the primary image of the AVIF or HEIC at `path` (ISO/IEC 23008-12: `pitm`, `iloc`, and the properties `ispe`
 * and `irot`). The ffprobe and ffmpeg that come with Rushes cannot read either.
 */
export async function readHeif(path: string): Promise<Heif> {
  const unknown: Heif = { width: null, height: null, orientation: 1, av1: null }
  return await withFile(path, async (file) => {
    const meta = await readMeta(file)
    const pitm = meta?.find(({ type }) => type === 'pitm')?.bytes
    if (!meta || !pitm) return unknown
    try {
      const item = pitm[0] === 0 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4)
      const properties = propertiesOf(meta, item)
      const find = (type: string) => properties.find((property) => property.type === type)?.bytes
      const size = find('ispe')
      const isPlain = find('av1C') !== undefined && find('imir') === undefined && find('clap') === undefined
      return {
        width: size?.readUInt32BE(4) ?? null,
        height: size?.readUInt32BE(8) ?? null,
        orientation: rotations[(find('irot')?.[0] ?? 0) & 3] ?? 1,
        av1: isPlain ? extentOf(meta, item) : null,
      }
    } catch (error) {
      // The file is truncated within a number.
      if (error instanceof RangeError) return unknown
      throw error
    }
  })
}

async function readMeta(file: BoundedFile): Promise<BoxBytes[] | undefined> {
  for await (const { type, start, end } of topBoxes(file)) {
    if (type !== 'meta' || end - start > longestMetaBytes) continue
    return boxBytes(await file.read(start + 4, end - start - 4))
  }
  return undefined
}

/** Returns the properties that `ipma` assigns to the item; its indexes count from 1. */
function propertiesOf(meta: readonly BoxBytes[], item: number): BoxBytes[] {
  const iprp = boxBytes(meta.find(({ type }) => type === 'iprp')?.bytes ?? Buffer.alloc(0))
  const all = boxBytes(iprp.find(({ type }) => type === 'ipco')?.bytes ?? Buffer.alloc(0))
  const ipma = iprp.find(({ type }) => type === 'ipma')?.bytes
  if (!ipma) return []
  const [isLongId, isLongIndex] = [ipma.readUInt8(0) > 0, (ipma.readUInt8(3) & 1) === 1]
  let at = 8
  for (let left = ipma.readUInt32BE(4); left > 0; left--) {
    const id = isLongId ? ipma.readUInt32BE(at) : ipma.readUInt16BE(at)
    at += isLongId ? 4 : 2
    const count = ipma.readUInt8(at++)
    const indexes = Array.from({ length: count }, (_, index) =>
      isLongIndex ? ipma.readUInt16BE(at + index * 2) & 0x7fff : ipma.readUInt8(at + index) & 0x7f,
    )
    if (id === item) return indexes.flatMap((index) => all[index - 1] ?? [])
    at += count * (isLongIndex ? 2 : 1)
  }
  return []
}

/** Returns where the AV1 data is; null if it is in another file or in several extents. */
function extentOf(meta: readonly BoxBytes[], item: number): Extent | null {
  const [extent, ...others] = itemExtents(meta, item) ?? []
  return extent && others.length === 0 && extent.length <= longestAv1Bytes ? extent : null
}

/**
 * Returns the AV1 data as an IVF file of one frame, which any ffmpeg with a decoder reads.
 * (wiki.multimedia.cx/index.php/Duck_IVF; the frame begins with a temporal delimiter, which AVIF leaves out)
 */
export async function readAsIvf(path: string, { position, length }: Extent): Promise<Buffer> {
  const delimiter = Buffer.from([0x12, 0])
  const frame = await withFile(path, (file) => file.read(position, Math.max(0, Math.min(length, file.size - position))))
  const head = Buffer.alloc(44)
  head.write('DKIF\0\0\x20\0AV01', 'latin1')
  // One frame per second, and one frame; the AV1 data itself states the size.
  for (const at of [16, 20, 24]) head.writeUInt32LE(1, at)
  head.writeUInt32LE(delimiter.length + frame.length, 32)
  return Buffer.concat([head, delimiter, frame])
}
