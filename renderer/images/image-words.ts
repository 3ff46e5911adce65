import type { Image } from '../../shared/contract/media.ts'

/** `3,840×2,160 · png`, as far as it is known. */
export function pictureWords({ width, height, codec }: Pick<Image, 'width' | 'height' | 'codec'>): string {
  return [width && height && `${width}×${height}`, codec].filter(Boolean).join(' · ') || '–'
}

/** What is said of an image to who cannot see it. */
export function spokenImage(image: Image): string {
  const { width, height } = image
  return [image.name, width && height && `${width} by ${height}`, image.missing_since && 'missing']
    .filter(Boolean)
    .join(', ')
}
