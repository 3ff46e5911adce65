import { UnstyledButton } from '@mantine/core'
import type { ComponentProps } from 'react'
import { PlayingPoster } from './playing-poster.tsx'
import styles from './poster-link.module.css'

interface PosterLinkProps extends Omit<ComponentProps<'button'>, 'children'> {
  video: { id: string; file_hash: string }
  label: string
  onOpen(): void
}

/** A small poster that plays under the pointer and opens its take on click. */
export function PosterLink({ video, label, onOpen, ...rest }: PosterLinkProps) {
  return (
    <UnstyledButton className={styles.link} aria-label={label} title={label} onClick={onOpen} {...rest}>
      <PlayingPoster video={video} />
    </UnstyledButton>
  )
}
