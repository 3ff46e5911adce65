import { type Box, boxesIn } from './boxes.ts'

/** A superbox of JUMBF (ISO/IEC 19566-5) with what is in it. */
export interface LabelledBox {
  label: string
  /** Superboxes within, in their order. */
  children: LabelledBox[]
  /** The data of the boxes that are none: `cbor`, `json` and others. */
  contents: { type: string; data: Buffer }[]
}

const deepest = 16
const hasLabel = 0x02

/** The first superbox in `bytes`, or undefined where there is none. What is broken inside of it is left out. */
export function readJumbf(bytes: Buffer): LabelledBox | undefined {
  return labelledIn(bytes, boxesIn(bytes), 0)[0]
}

function labelledIn(bytes: Buffer, boxes: readonly Box[], depth: number): LabelledBox[] {
  if (depth > deepest) return []
  return boxes.flatMap(({ type, start, end }) => {
    if (type !== 'jumb') return []
    const inside = bytes.subarray(start, end)
    const [description, ...rest] = boxesIn(inside)
    if (description?.type !== 'jumd') return []
    return [
      {
        label: labelOf(inside.subarray(description.start, description.end)),
        children: labelledIn(inside, rest, depth + 1),
        contents: rest
          .filter((box) => box.type !== 'jumb')
          .map((box) => ({ type: box.type, data: inside.subarray(box.start, box.end) })),
      },
    ]
  })
}

/** A description is a UUID of 16 bytes, a byte of toggles, and a label with a zero at its end where these say so. */
function labelOf(description: Buffer): string {
  if (((description[16] ?? 0) & hasLabel) === 0) return ''
  const end = description.indexOf(0, 17)
  return description.toString('utf8', 17, end < 0 ? description.length : end)
}
