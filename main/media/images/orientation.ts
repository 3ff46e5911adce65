import { fileOf, readExtents, withFile } from '../embedded/bounded-file.ts'
import { readOrientation } from '../embedded/exif.ts'
import { findInJpeg } from '../embedded/jpeg.ts'

/**
 * The rotation of an image for display, numbered like EXIF (2.32, tag 0x0112): 1 not at all, 2 to 4
 * mirrored or by 180°, 5 to 8 by 90°.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

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

/** Returns ffmpeg's filters that rotate an image for display. */
export function rotationFilters(orientation: Orientation): readonly string[] {
  return filters[orientation]
}

/** Returns the size for display of an image with this stored size. */
export function displaySize<Size extends { width: number | null; height: number | null }>(
  size: Size,
  orientation: Orientation,
): Size {
  return orientation < 5 ? size : { ...size, width: size.height, height: size.width }
}

/**
 * Returns the orientation in the EXIF data of a JPEG; 1 if there is none. That of a WebP is ignored, as Chromium does.
 */
export async function orientationOf(path: string): Promise<Orientation> {
  return await withFile(path, async (file) => {
    const head = await file.read(0, 3)
    const { pieces } = head.toString('hex') === 'ffd8ff' ? await findInJpeg(file) : { pieces: [] }
    const exif = pieces.find(({ kind }) => kind === 'exif')
    const orientation = exif ? await readOrientation(fileOf(await readExtents(file, exif.extents))) : 1
    return orientation in filters ? (orientation as Orientation) : 1
  })
}
