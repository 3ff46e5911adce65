import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { type BoundedFile, readExtents } from './bounded-file.ts'
import type { Piece } from './pieces.ts'
import { decodeText, type TextCollector } from './texts.ts'

const inflateBytes = promisify(inflate)
/** After these, compressed texts of a file are left out: each may cost the time of 16 MiB. */
const maxBombs = 8

/** Reads the text chunks of a PNG (ISO/IEC 15948, 11.3.4): `tEXt`, `zTXt` and `iTXt`. */
export function pngTextReader(file: BoundedFile, texts: TextCollector): (piece: Piece) => Promise<void> {
  let bombs = 0
  return async ({ kind, extents }) => {
    const [extent] = extents
    if (!extent) return
    const start = await file.read(extent.position, Math.min(extent.length, 80))
    const keyEnd = start.indexOf(0)
    if (keyEnd <= 0) return
    const key = start.toString('latin1', 0, keyEnd)
    if (!texts.fits(`tag “${key}”`, extent.length)) return
    const { isPacked, data } = partsOf(kind, (await readExtents(file, extents)).subarray(keyEnd + 1)) ?? {}
    const bytes = !isPacked ? data : bombs < maxBombs ? await decompress(data, texts.room()) : undefined
    if (bytes) return texts.add(key, decodeText(bytes))
    if (isPacked) bombs += 1
    texts.note(`Its text “${key}” could not be decompressed and was left out.`)
  }
}

/** Splits what follows the key and its zero; undefined if it is incomplete. */
function partsOf(kind: Piece['kind'], data: Buffer): { isPacked: boolean; data: Buffer } | undefined {
  if (kind === 'tEXt') return { isPacked: false, data }
  if (kind === 'zTXt') return data[0] === 0 ? { isPacked: true, data: data.subarray(1) } : undefined
  // A flag for compression, its method, a language and the translated key, both zero-terminated.
  const languageEnd = data.indexOf(0, 2)
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1)
  return translatedEnd < 0 ? undefined : { isPacked: data[0] !== 0, data: data.subarray(translatedEnd + 1) }
}

/** Undefined if the data is not a zlib stream, or longer than a text may be. */
async function decompress(data: Buffer | undefined, maxOutputLength: number): Promise<Buffer | undefined> {
  return data && (await inflateBytes(data, { maxOutputLength }).catch(() => undefined))
}
