import { Image as ImageIcon } from 'lucide-react'
import { mediaUrl } from '../../client.ts'
import { Icon } from '../icon.tsx'
import { FadingPicture } from './fading-picture.tsx'

/** A small picture of an image of the library. */
export function ImagePicture({ image }: { image: { id: string; file_hash: string; missing_since: string | null } }) {
  return (
    <FadingPicture
      src={mediaUrl.imagePreview(image)}
      isMissing={image.missing_since !== null}
      none={<Icon of={ImageIcon} size={14} />}
    />
  )
}
