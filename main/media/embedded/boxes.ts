import type { BoundedFile } from './bounded-file.ts'

/** A box of an ISO base media file (MP4, MOV); positions count from the start of the file. */
export interface Box {
  type: string
  /** Position after the header. */
  start: number
  end: number
}

const maxBoxes = 100_000

/**
 * Yields the top-level boxes of an ISO base media file (ISO/IEC 14496-12, 4.2), with 64-bit sizes and size 0 for the
 * rest of the file. Ends at the first bytes that are not a box, so that other files yield none.
 */
export async function* topBoxes(file: BoundedFile): AsyncGenerator<Box> {
  yield* innerBoxes(file, { start: 0, end: file.size })
}

/** Yields the boxes inside a box of a file, in the same way. */
export async function* innerBoxes(file: BoundedFile, { start, end }: Pick<Box, 'start' | 'end'>): AsyncGenerator<Box> {
  let position = start
  for (let count = 0; count < maxBoxes && position + 8 <= end; count++) {
    const box = boxAt(await file.read(position, 16), position, end)
    if (!box) return
    yield box
    position = box.end
  }
}

/** Lists the boxes within bytes, such as those of a manifest; at most 100,000. */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = []
  let position = 0
  while (position + 8 <= bytes.length && boxes.length < maxBoxes) {
    const box = boxAt(bytes.subarray(position, position + 16), position, bytes.length)
    if (!box) break
    boxes.push(box)
    position = box.end
  }
  return boxes
}

/** Returns the box at `position`, whose header is in `head`; undefined if its size is impossible. */
function boxAt(head: Buffer, position: number, limit: number): Box | undefined {
  if (head.length < 8 || !/^[\x20-\x7e\xa9]{4}$/.test(head.toString('latin1', 4, 8))) return undefined
  const size = head.readUInt32BE(0)
  const isLong = size === 1
  if (isLong && head.length < 16) return undefined
  const length = isLong ? Number(head.readBigUInt64BE(8)) : size === 0 ? limit - position : size
  const headLength = isLong ? 16 : 8
  if (length < headLength || position + length > limit) return undefined
  return { type: head.toString('latin1', 4, 8), start: position + headLength, end: position + length }
}
