import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const ffmpeg: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path

/** Writes a picture of the kind that the ending of `path` says, of another content for another `shade`. */
export function putPicture(path: string, shade = 1, size = '320x180'): string {
  mkdirSync(dirname(path), { recursive: true })
  const source = `testsrc2=size=${size}:rate=1,hue=h=${shade}`
  const ending = path.split('.').at(-1) ?? 'png'
  const codec = { jpg: 'mjpeg', jpeg: 'mjpeg', tif: 'tiff', webp: 'libwebp' }[ending] ?? ending
  const format = { gif: 'gif', webp: 'webp' }[ending] ?? 'image2pipe'
  const output = ['-frames:v', '1', '-c:v', codec, '-f', format, '-']
  writeFileSync(
    path,
    execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, ...output], { maxBuffer: 2 ** 26 }),
  )
  return path
}

/** The corners of a picture of four fields: red, green, blue and white, from the left above. */
export type Corner = 'red' | 'green' | 'blue' | 'white'

const fields =
  'color=red:s=80x48[a];color=lime:s=80x48[b];color=blue:s=80x48[c];color=white:s=80x48[d];' +
  '[a][b]hstack[e];[c][d]hstack[f];[e][f]vstack,trim=end_frame=1'

function encodeFields(...output: string[]): Buffer {
  return execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', fields, '-frames:v', '1', ...output, '-'])
}

/** A JPEG or WebP of 160 × 96 pixels in four fields whose EXIF data says that it is to be turned. */
export function putTurned(path: string, orientation: number, order: 'II' | 'MM' = 'MM'): string {
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes)
    if (order === 'II') buffer.writeUIntLE(value, 0, bytes)
    else buffer.writeUIntBE(value, 0, bytes)
    return buffer
  }
  const entry = [number(0x0112, 2), number(3, 2), number(1, 4), number(orientation, 2), number(0, 2)]
  const tiff = [Buffer.from(order), number(42, 2), number(8, 4), number(1, 2), ...entry, number(0, 4)]
  mkdirSync(dirname(path), { recursive: true })
  if (path.endsWith('.webp')) {
    const bytes = encodeFields('-c:v', 'libwebp', '-f', 'webp')
    const exif = Buffer.concat(tiff)
    const chunk = Buffer.alloc(8)
    chunk.write('EXIF', 'latin1')
    chunk.writeUInt32LE(exif.length, 4)
    const extended = Buffer.from(
      `VP8X\x0a\0\0\0\x08\0\0\0${String.fromCharCode(159)}\0\0${String.fromCharCode(95)}\0\0`,
      'latin1',
    )
    const all = Buffer.concat([bytes.subarray(0, 12), extended, bytes.subarray(12), chunk, exif])
    all.writeUInt32LE(all.length - 8, 4)
    writeFileSync(path, all)
    return path
  }
  const jpeg = encodeFields('-c:v', 'mjpeg', '-q:v', '2', '-f', 'image2pipe')
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), ...tiff])
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  writeFileSync(path, Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]))
  return path
}

/** The colours of the four fields of the picture at `path`, from the left above. */
export function cornersOf(path: string): Corner[] {
  const small = ['-vf', 'format=rgb24,scale=2:2:flags=area', '-f', 'rawvideo', '-']
  const bytes = execFileSync(ffmpeg, ['-v', 'error', '-noautorotate', '-i', path, ...small])
  return Array.from({ length: 4 }, (_, index) => {
    const [red, green, blue] = [...bytes.subarray(index * 3, index * 3 + 3)].map((value) => value > 127)
    return red && green && blue ? 'white' : red ? 'red' : green ? 'green' : 'blue'
  })
}

/**
 * An AVIF of the same four fields, 160 × 96 pixels, turned by so many quarters against the clock (`irot`). `broken` has
 * noise where its AV1 should be.
 */
export function putAvif(path: string, quarters = 0, broken = false): string {
  const ivf = encodeFields('-c:v', 'libaom-av1', '-strict', 'experimental', '-cpu-used', '8', '-f', 'ivf')
  // Behind the heads of the file and of its frame, and the delimiter of two bytes.
  const av1 = ivf.subarray(32 + 12 + 2)
  const bytes = (...values: number[]) => Buffer.from(values)
  const uint32 = (value: number) => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  const box = (type: string, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    return Buffer.concat([uint32(content.length + 8), Buffer.from(type, 'latin1'), content])
  }
  const sequence = av1.subarray(0, 2 + (av1[1] ?? 0))
  const properties = [
    box('ispe', uint32(0), uint32(160), uint32(96)),
    box('pixi', uint32(0), bytes(3, 8, 8, 8)),
    box('av1C', bytes(0x81, 0, 0x0c, 0), sequence),
    box('irot', bytes(quarters)),
  ]
  const type = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf', 'latin1'))
  const meta = (offset: number) =>
    box(
      'meta',
      uint32(0),
      box('hdlr', uint32(0), uint32(0), Buffer.from('pict', 'latin1'), Buffer.alloc(13)),
      box('pitm', uint32(0), bytes(0, 1)),
      box('iloc', uint32(0), bytes(0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1), uint32(offset), uint32(av1.length)),
      box(
        'iinf',
        uint32(0),
        bytes(0, 1),
        box('infe', uint32(0x02000000), bytes(0, 1, 0, 0), Buffer.from('av01\0', 'latin1')),
      ),
      box('iprp', box('ipco', ...properties), box('ipma', uint32(0), uint32(1), bytes(0, 1, 4, 1, 2, 0x83, 0x84))),
    )
  const offset = type.length + meta(0).length + 8
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat([type, meta(offset), box('mdat', broken ? Buffer.alloc(av1.length, 0x5a) : av1)]))
  return path
}
