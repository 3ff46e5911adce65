import { Image as ImageIcon } from 'lucide-react'
import { mediaUrl } from '../client.ts'
import { FadingPicture } from './fading-picture.tsx'
import { Icon } from './icon.tsx'

/** An image of the library, small. */
export function ImagePicture({ image }: { image: { id: string; file_hash: string; missing_since: string | null } }) {
  return (
    <FadingPicture
      src={mediaUrl.imagePreview(image)}
      isMissing={image.missing_since !== null}
      none={<Icon of={ImageIcon} size={14} />}
    />
  )
}
