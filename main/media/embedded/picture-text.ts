import { type BoundedFile, type FoundTags, longestTagBytes } from './bounded-file.ts'
import { readExif } from './exif.ts'
import { type ExifPlace, findExifInJpeg, findExifInWebp } from './find-exif.ts'
import { readPngText } from './png-text.ts'

/** The texts that a PNG, WebP or JPEG carries, known by its first bytes; null for any other file. */
export async function readPictureText(file: BoundedFile): Promise<FoundTags | null> {
  const head = await file.read(0, 12)
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return await readPngText(file)
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8) === 'WEBP')
    return await readExifAt(file, await findExifInWebp(file))
  if (head.toString('hex', 0, 3) === 'ffd8ff') return await readExifAt(file, await findExifInJpeg(file))
  return null
}

async function readExifAt(file: BoundedFile, place: ExifPlace | undefined): Promise<FoundTags> {
  if (!place) return { tags: [], notes: [] }
  if (place.length > longestTagBytes)
    return { tags: [], notes: ['Its EXIF data is longer than 16 MiB and was left out.'] }
  return { tags: readExif(await file.read(place.position, place.length)), notes: [] }
}
