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

/** The head of an AVIF: what says that it is one, and how large it is. */
export function putAvifHead(path: string, width: number, height: number): string {
  const box = (type: string, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(content.length + 8)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, content])
  }
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
    return bytes
  }
  const properties = box('iprp', box('ipco', box('ispe', numbers(0, width, height))))
  const brands = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1'))
  writeFileSync(path, Buffer.concat([brands, box('meta', numbers(0), properties)]))
  return path
}
