import { type BoundedFile, withFile } from './embedded/bounded-file.ts'
import { boxesIn, topBoxes } from './embedded/boxes.ts'
import type { Orientation } from './orientation.ts'

/** The picture of an AVIF. */
export interface Avif {
  /** Pixels as stored; null where it names no size. */
  width: number | null
  height: number | null
  orientation: Orientation
  /** Where its AV1 lies in the file; null where it is put together from several, or mirrored, which only a viewer can do. */
  av1: Av1Place | null
}

interface Av1Place {
  position: number
  length: number
}

interface Part {
  type: string
  bytes: Buffer
}

const longestMetaBytes = 1024 * 1024
/** What is longer is no still picture. */
const longestAv1Bytes = 256 * 1024 * 1024
/** Quarters of a turn against the clock, as EXIF numbers them. */
const turns: readonly Orientation[] = [1, 8, 3, 6]

/**
 * Reads what the AVIF at `path` says of its primary picture (ISO/IEC 23008-12: `pitm`, `iloc`, and of its properties `ispe` and
 * `irot`). The ffprobe and ffmpeg of the time know no AVIF.
 */
export async function readAvif(path: string): Promise<Avif> {
  const unknown: Avif = { width: null, height: null, orientation: 1, av1: null }
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
        orientation: turns[(find('irot')?.[0] ?? 0) & 3] ?? 1,
        av1: isPlain ? placeOf(meta, item) : null,
      }
    } catch (error) {
      // It is cut off in the middle of a number.
      if (error instanceof RangeError) return unknown
      throw error
    }
  })
}

async function readMeta(file: BoundedFile): Promise<Part[] | undefined> {
  for await (const { type, start, end } of topBoxes(file)) {
    if (type !== 'meta' || end - start > longestMetaBytes) continue
    return partsOf(await file.read(start + 4, end - start - 4))
  }
  return undefined
}

function partsOf(bytes: Buffer): Part[] {
  return boxesIn(bytes).map(({ type, start, end }) => ({ type, bytes: bytes.subarray(start, end) }))
}

/** Those that `ipma` gives the item, in a list that counts from 1. */
function propertiesOf(meta: readonly Part[], item: number): Part[] {
  const iprp = partsOf(meta.find(({ type }) => type === 'iprp')?.bytes ?? Buffer.alloc(0))
  const all = partsOf(iprp.find(({ type }) => type === 'ipco')?.bytes ?? Buffer.alloc(0))
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

/** Where the bytes of an item lie, if they lie in this file and in one piece. */
function placeOf(meta: readonly Part[], item: number): Av1Place | null {
  const iloc = meta.find(({ type }) => type === 'iloc')?.bytes
  if (!iloc) return null
  const version = iloc.readUInt8(0)
  const sizes = iloc.readUInt16BE(4)
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [
    sizes >> 12,
    (sizes >> 8) & 15,
    (sizes >> 4) & 15,
    sizes & 15,
  ]
  let at = 6
  // Items of no length at all would never end.
  if (offsetBytes + lengthBytes === 0) return null
  const number = (bytes: number) => {
    at += bytes
    if (bytes === 0) return 0
    return bytes === 8 ? Number(iloc.readBigUInt64BE(at - 8)) : iloc.readUIntBE(at - bytes, bytes)
  }
  const idBytes = version < 2 ? 2 : 4
  for (let left = number(idBytes); left > 0; left--) {
    const id = number(idBytes)
    const isInFile = version === 0 || (number(2) & 15) === 0
    number(2)
    const base = number(baseBytes)
    const extents = Array.from({ length: number(2) }, () => {
      if (version > 0) number(indexBytes)
      return { position: base + number(offsetBytes), length: number(lengthBytes) }
    })
    if (id !== item) continue
    const [place] = extents
    return isInFile && extents.length === 1 && place && place.length <= longestAv1Bytes ? place : null
  }
  return null
}

/**
 * The same AV1 as a file that any ffmpeg with a decoder reads: IVF, of one frame.
 * (wiki.multimedia.cx/index.php/Duck_IVF; the frame begins with a temporal delimiter, which an AVIF leaves out)
 */
export async function readAsIvf(path: string, { position, length }: Av1Place): Promise<Buffer> {
  const delimiter = Buffer.from([0x12, 0])
  const frame = await withFile(path, (file) => file.read(position, Math.max(0, Math.min(length, file.size - position))))
  const head = Buffer.alloc(44)
  head.write('DKIF\0\0\x20\0AV01', 'latin1')
  // A frame a second, one of them; its size stands in the AV1 itself.
  for (const at of [16, 20, 24]) head.writeUInt32LE(1, at)
  head.writeUInt32LE(delimiter.length + frame.length, 32)
  return Buffer.concat([head, delimiter, frame])
}
