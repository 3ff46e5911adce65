import { type ReactNode, useState } from 'react'
import styles from './poster.module.css'

interface FadingPictureProps {
  src: string
  /** True if the file of the picture is missing. */
  isMissing: boolean
  /** Replaces the picture if it cannot be loaded. */
  none: ReactNode
}

/** A picture that fills its box. It fades in when it is loaded, but appears at once if the browser has it cached. */
export function FadingPicture({ src, isMissing, none }: FadingPictureProps) {
  const [failed, setFailed] = useState<string>()
  if (failed === src) return <span className={styles.none}>{none}</span>
  return (
    <img
      // A new element for each picture: `data-shown` of the one before would show it before it is loaded.
      key={src}
      className={styles.poster}
      src={src}
      alt=""
      decoding="async"
      draggable={false}
      data-missing={isMissing ? '' : undefined}
      ref={(image) => {
        if (image?.complete && image.naturalWidth > 0) image.dataset.shown = 'at-once'
      }}
      onLoad={({ currentTarget }) => {
        currentTarget.dataset.shown ??= 'faded'
      }}
      onError={() => setFailed(src)}
    />
  )
}
