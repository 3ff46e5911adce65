import { type Box, boxesIn } from './boxes.ts'

/** A JUMBF superbox (ISO/IEC 19566-5) and its contents. */
export interface LabelledBox {
  label: string
  /** Superboxes inside, in order. */
  children: LabelledBox[]
  /** The data of other boxes: `cbor`, `json`… */
  contents: { type: string; data: Buffer }[]
}

const deepest = 16
/** More than any manifest has; a file can have millions, without a byte inside. */
const maxBoxes = 100_000
const hasLabel = 0x02

/**
 * Returns the first superbox in `bytes`, or undefined if there is none. Broken boxes inside are left out.
 * @throws Error if there are more boxes, or deeper ones, than any manifest has
 */
export function readJumbf(bytes: Buffer): LabelledBox | undefined {
  return labelledIn(bytes, boxesIn(bytes), 0, { count: 0 })[0]
}

function labelledIn(bytes: Buffer, boxes: readonly Box[], depth: number, read: { count: number }): LabelledBox[] {
  read.count += boxes.length
  if (depth > deepest || read.count > maxBoxes) throw new Error('It has more boxes, or deeper ones, than any manifest.')
  return boxes.flatMap(({ type, start, end }) => {
    if (type !== 'jumb') return []
    const inside = bytes.subarray(start, end)
    const [description, ...rest] = boxesIn(inside)
    if (description?.type !== 'jumd') return []
    return [
      {
        label: labelOf(inside.subarray(description.start, description.end)),
        children: labelledIn(inside, rest, depth + 1, read),
        contents: rest
          .filter((box) => box.type !== 'jumb')
          .map((box) => ({ type: box.type, data: inside.subarray(box.start, box.end) })),
      },
    ]
  })
}

/**
 * Returns the label in a description: a UUID of 16 bytes, a byte of flags and, if a flag is set, a zero-terminated
 * label.
 */
function labelOf(description: Buffer): string {
  if (((description[16] ?? 0) & hasLabel) === 0) return ''
  const end = description.indexOf(0, 17)
  return description.toString('utf8', 17, end < 0 ? description.length : end)
}
