import { FileVideo2 } from 'lucide-react'
import { mediaUrl } from '../../client.ts'
import { Icon } from '../icon.tsx'
import { videoCodecName } from '../takes/format-names.ts'
import { FadingPicture } from './fading-picture.tsx'
import styles from './poster.module.css'
import { texts } from './texts.ts'

interface PosterProps {
  video: { id: string; file_hash: string; codec: string | null; missing_since: string | null }
  /** Small posters show only an icon if there is no picture. */
  small?: boolean
}

/**
 * The poster of a take. The words in its place are drawn by the style: they are no part of the name of a tile, which
 * voice control matches against its texts.
 */
export function Poster({ video, small = false }: PosterProps) {
  return (
    <FadingPicture
      src={mediaUrl.poster(video)}
      isMissing={video.missing_since !== null}
      none={
        <>
          <Icon of={FileVideo2} size={small ? 12 : 18} />
          {!small && <span className={styles.reason} data-text={videoCodecName(video.codec) ?? texts.noPicture} />}
        </>
      }
    />
  )
}
