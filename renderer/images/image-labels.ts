import type { Image } from '../../shared/contract/images.ts'
import { notableStatus } from '../components/media/media-labels.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import { imageCodecName } from '../components/takes/format-names.ts'
import { texts } from './texts.ts'

/** Returns the size and codec of an image, if known: `3840×2160 · PNG`. */
export function pictureLabel({ width, height, codec }: Pick<Image, 'width' | 'height' | 'codec'>): string {
  return [width && height && `${width}×${height}`, imageCodecName(codec)].filter(Boolean).join(' · ') || '–'
}

/** Says why an image is not displayed; null if it is. Chromium and FFmpeg, as used here, cannot decode HEIC. */
export function whyNotDisplayed({ codec }: Pick<Image, 'codec'>): string | null {
  return codec === 'heic' ? texts.whyNotDisplayedText : null
}

/** Returns the screen-reader text of an image: the visible text in the same order, then the size. */
export function spokenImage(image: Image): string {
  const { width, height } = image
  return [
    image.name,
    image.ai_evidence && 'AI',
    notableStatus(image.media_status),
    image.missing_since && 'missing',
    image.rating !== null && starLabel(image.rating),
    image.tags.join(', '),
    image.colour && texts.labelOfColour(image.colour),
    width && height && texts.by(width, height),
  ]
    .filter(Boolean)
    .join(', ')
}
