import type { ComponentProps } from 'react'
import { PlayingPoster } from './playing-poster.tsx'
import styles from './poster-link.module.css'

interface PosterLinkProps extends Omit<ComponentProps<'button'>, 'children'> {
  video: { id: string; file_hash: string }
  label: string
  onOpen(): void
}

/** A take as a small picture that plays under the pointer and leads to the take. */
export function PosterLink({ video, label, onOpen, ...rest }: PosterLinkProps) {
  return (
    <button type="button" className={styles.link} aria-label={label} title={label} onClick={onOpen} {...rest}>
      <PlayingPoster video={video} />
    </button>
  )
}
