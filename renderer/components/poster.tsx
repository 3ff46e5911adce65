import { FileVideo2 } from 'lucide-react'
import { mediaUrl } from '../client.ts'
import { FadingPicture } from './fading-picture.tsx'
import { Icon } from './icon.tsx'

interface PosterProps {
  video: { id: string; file_hash: string; codec: string | null; missing_since: string | null }
  /** Small posters show only the icon when there is no picture. */
  small?: boolean
}

/** The picture of a take. */
export function Poster({ video, small = false }: PosterProps) {
  return (
    <FadingPicture
      src={mediaUrl.poster(video)}
      isMissing={video.missing_since !== null}
      none={
        <>
          <Icon of={FileVideo2} size={small ? 12 : 18} />
          {!small && <span>{video.codec ?? 'No picture'}</span>}
        </>
      }
    />
  )
}
