import { longestTagBytes, withFile } from './embedded/bounded-file.ts'
import { readOrientation } from './embedded/exif.ts'
import { findExifInJpeg } from './embedded/find-exif.ts'

/**
 * How the pixels of a picture are to be turned to be seen, by the numbers of EXIF (2.32, tag 0x0112): 1 as they are, 2 to 4 mirrored
 * or turned by half, 5 to 8 turned by a quarter.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** What ffmpeg is asked for each, beside nothing. */
const filters: Record<Orientation, readonly string[]> = {
  1: [],
  2: ['hflip'],
  3: ['hflip', 'vflip'],
  4: ['vflip'],
  5: ['transpose=cclock_flip'],
  6: ['transpose=clock'],
  7: ['transpose=clock_flip'],
  8: ['transpose=cclock'],
}

/** The filters of ffmpeg that turn a picture as it is seen. */
export function turnFilters(orientation: Orientation): readonly string[] {
  return filters[orientation]
}

/** The size as seen of a picture of which the stored size is known. */
export function turnedSize<Size extends { width: number | null; height: number | null }>(
  size: Size,
  orientation: Orientation,
): Size {
  return orientation < 5 ? size : { ...size, width: size.height, height: size.width }
}

/** What the EXIF data of a JPEG says; 1 where there is none. That of a WebP turns nothing: Chromium shows it as it is stored. */
export async function orientationOf(path: string): Promise<Orientation> {
  return await withFile(path, async (file) => {
    const head = await file.read(0, 3)
    const place = head.toString('hex') === 'ffd8ff' ? await findExifInJpeg(file) : undefined
    if (!place || place.length > longestTagBytes) return 1
    const said = readOrientation(await file.read(place.position, place.length))
    return said in filters ? (said as Orientation) : 1
  })
}
