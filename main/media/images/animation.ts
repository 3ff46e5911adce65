import { type BoundedFile, withFile } from '../embedded/bounded-file.ts'
import { webpCanvas } from '../embedded/webp.ts'

/** An image file with several frames: a video, by whatever name. */
export interface Animation {
  format: 'gif' | 'apng' | 'webp'
  /** Pixels. */
  width: number
  height: number
  frames: number
  durationSeconds: number
}

/** Millions of frames would take minutes to count. */
const maxParts = 1_000_000

/**
 * Returns the animation in the GIF, PNG or WebP at `path`; undefined for a still image and for any other file.
 * @throws an Error with the system's `code`.
 */
export async function readAnimation(path: string): Promise<Animation | undefined> {
  return await withFile(path, animationIn)
}

/** Returns the animation in an open file; undefined if it has none. */
export async function animationIn(file: BoundedFile): Promise<Animation | undefined> {
  const head = await file.read(0, 30)
  const text = head.toString('latin1')
  const read = text.startsWith('GIF8') ? readGif : text.startsWith('\x89PNG\r\n\x1a\n') ? readPng : undefined
  const animation = await (read?.(file, head) ?? (webpCanvas(head)?.isAnimated ? readWebp(file, head) : undefined))
  return animation && animation.frames > 1 ? animation : undefined
}

/** As FFmpeg takes it: hundredths of a second, and a tenth if there are fewer than two. */
const gifDelay = (hundredths: number) => (hundredths < 2 ? 10 : hundredths) / 100

/** GIF89a, sections 18 to 26. */
async function readGif(file: BoundedFile, head: Buffer): Promise<Animation> {
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  const afterBlocks = async (start: number) => {
    let at = start
    for (let [size] = await file.read(at, 1); size; [size] = await file.read(at, 1)) at += size + 1
    return at + 1
  }
  let [frames, durationSeconds, delay] = [0, 0, 0]
  let at = 13 + tableBytes(head[10] ?? 0)
  for (let count = 0; count < maxParts; count++) {
    const part = await file.read(at, 10)
    if (part[0] === 0x2c && part.length === 10) {
      frames += 1
      durationSeconds += gifDelay(delay)
      at = await afterBlocks(at + 11 + tableBytes(part[9] ?? 0))
    } else if (part[0] === 0x21 && part.length > 5) {
      if (part[1] === 0xf9) delay = part.readUInt16LE(4)
      at = await afterBlocks(at + 2)
    } else break
  }
  return { format: 'gif', width: head.readUInt16LE(6), height: head.readUInt16LE(8), frames, durationSeconds }
}

/** Chunks `acTL`, before the pixels, and `fcTL` for each frame (PNG, third edition, 11.3.2). */
async function readPng(file: BoundedFile, head: Buffer): Promise<Animation | undefined> {
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
  let [frames, durationSeconds, isAnimated] = [0, 0, false]
  let position = 8
  for (let count = 0; count < maxParts; count++) {
    const chunk = await file.read(position, 34)
    if (chunk.length < 8) break
    const type = chunk.toString('latin1', 4, 8)
    if (type === 'acTL') isAnimated = true
    if (type === 'IEND' || (type === 'IDAT' && !isAnimated)) break
    if (type === 'fcTL' && chunk.length === 34) {
      frames += 1
      durationSeconds += chunk.readUInt16BE(28) / (chunk.readUInt16BE(30) || 100)
    }
    position += 12 + chunk.readUInt32BE(0)
  }
  return { format: 'apng', width, height, frames, durationSeconds }
}

/** A chunk `ANMF` for each frame (RFC 9649, 2.7.1.2), with its duration in milliseconds. */
async function readWebp(file: BoundedFile, head: Buffer): Promise<Animation> {
  const { width = 0, height = 0 } = webpCanvas(head) ?? {}
  let [frames, milliseconds] = [0, 0]
  let position = 12
  for (let count = 0; count < maxParts; count++) {
    const chunk = await file.read(position, 24)
    if (chunk.length < 8) break
    const length = chunk.readUInt32LE(4)
    if (chunk.toString('latin1', 0, 4) === 'ANMF' && chunk.length === 24) {
      frames += 1
      milliseconds += chunk.readUIntLE(20, 3)
    }
    position += 8 + length + (length % 2)
  }
  return { format: 'webp', width, height, frames, durationSeconds: milliseconds / 1000 }
}
