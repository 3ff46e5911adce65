import { FileVideo2 } from 'lucide-react'
import { useState } from 'react'
import { mediaUrl } from '../client.ts'
import { Icon } from './icon.tsx'
import styles from './poster.module.css'

interface PosterProps {
  video: { id: string; file_hash: string; codec: string | null; missing_since: string | null }
  /** Small posters show only the icon when there is no picture. */
  small?: boolean
}

/** The picture of a take. It fades in when it comes from the disk, and stands at once when the page had it already. */
export function Poster({ video, small = false }: PosterProps) {
  const [failedHash, setFailedHash] = useState<string>()
  if (failedHash === video.file_hash)
    return (
      <span className={styles.none}>
        <Icon of={FileVideo2} size={small ? 12 : 18} />
        {!small && <span>{video.codec ?? 'No picture'}</span>}
      </span>
    )
  return (
    <img
      className={styles.poster}
      src={mediaUrl.poster(video)}
      alt=""
      decoding="async"
      draggable={false}
      data-missing={video.missing_since ? '' : undefined}
      ref={(image) => {
        if (image?.complete && image.naturalWidth > 0) image.dataset.shown = 'at-once'
      }}
      onLoad={({ currentTarget }) => {
        currentTarget.dataset.shown ??= 'faded'
      }}
      onError={() => setFailedHash(video.file_hash)}
    />
  )
}
