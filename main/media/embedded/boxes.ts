import type { BoundedFile } from './bounded-file.ts'

/** A box of an ISO base media file, mp4 and mov; positions count from the beginning of the file. */
export interface Box {
  type: string
  /** Of what follows its head. */
  start: number
  end: number
}

const mostBoxes = 100_000

/**
 * The boxes at the top of an ISO base media file (ISO/IEC 14496-12, 4.2): sizes of 64 bits, and 0 for all that is left. Ends
 * quietly at what is no box: other files have none.
 */
export async function* topBoxes(file: BoundedFile): AsyncGenerator<Box> {
  let position = 0
  for (let count = 0; count < mostBoxes && position + 8 <= file.size; count++) {
    const head = await file.read(position, 16)
    const box = boxAt(head, position, file.size)
    if (!box) return
    yield box
    position = box.end
  }
}

/** The boxes within bytes, such as those of a manifest. */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = []
  let position = 0
  while (position + 8 <= bytes.length) {
    const box = boxAt(bytes.subarray(position, position + 16), position, bytes.length)
    if (!box) break
    boxes.push(box)
    position = box.end
  }
  return boxes
}

/** The box that begins at `position` with the bytes of `head`; undefined where its size cannot be. */
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
