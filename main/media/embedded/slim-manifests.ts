import type { BoundedFile } from './bounded-file.ts'
import { type Box, innerBoxes } from './boxes.ts'

interface Budget {
  bytes: number
  boxes: number
}

const deepest = 16

/**
 * Returns a store of manifests (JUMBF) without the boxes that are longer than `longestBox`, which are pictures, so that
 * a store of any length is read in little memory. Ends at `most` bytes or 100,000 boxes.
 */
export async function slimManifests(file: BoundedFile, longestBox: number, most: number): Promise<Buffer> {
  return Buffer.concat(
    await slim(file, { start: 0, end: file.size }, { longestBox, depth: 0 }, { bytes: most, boxes: 100_000 }),
  )
}

async function slim(
  file: BoundedFile,
  range: Pick<Box, 'start' | 'end'>,
  { longestBox, depth }: { longestBox: number; depth: number },
  left: Budget,
): Promise<Buffer[]> {
  const parts: Buffer[] = []
  for await (const { type, start, end } of innerBoxes(file, range)) {
    left.boxes -= 1
    if (left.boxes < 0) break
    if (type === 'jumb') {
      if (depth >= deepest) continue
      parts.push(boxOf(type, Buffer.concat(await slim(file, { start, end }, { longestBox, depth: depth + 1 }, left))))
    } else if (end - start <= longestBox && end - start <= left.bytes) {
      left.bytes -= end - start
      parts.push(boxOf(type, await file.read(start, end - start)))
    }
  }
  return parts
}

function boxOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data])
}
