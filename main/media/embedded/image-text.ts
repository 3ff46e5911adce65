import { type BoundedFile, type FoundTags, longestTagBytes } from './bounded-file.ts'
import { readExif } from './exif.ts'
import { type ExifExtent, findExifInJpeg, findExifInWebp } from './find-exif.ts'
import { readPngText } from './png-text.ts'

/** Reads the texts that a PNG, WebP or JPEG carries, recognised by its first bytes; null for any other file. */
export async function readImageText(file: BoundedFile): Promise<FoundTags | null> {
  const head = await file.read(0, 12)
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return await readPngText(file)
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8) === 'WEBP')
    return await readExifAt(file, await findExifInWebp(file))
  if (head.toString('hex', 0, 3) === 'ffd8ff') return await readExifAt(file, await findExifInJpeg(file))
  return null
}

async function readExifAt(file: BoundedFile, extent: ExifExtent | undefined): Promise<FoundTags> {
  if (!extent) return { tags: [], notes: [] }
  if (extent.length > longestTagBytes)
    return { tags: [], notes: ['Its EXIF data is longer than 16 MiB and was left out.'] }
  return { tags: readExif(await file.read(extent.position, extent.length)), notes: [] }
}
