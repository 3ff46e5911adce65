import { type ReactNode, useState } from 'react'
import styles from './poster.module.css'

interface FadingPictureProps {
  src: string
  /** The file that it shows is not at its place. */
  isMissing: boolean
  /** What stands there when there is no picture. */
  none: ReactNode
}

/** A picture that fills its box. It fades in when it comes from the disk, and stands at once when the page had it already. */
export function FadingPicture({ src, isMissing, none }: FadingPictureProps) {
  const [failed, setFailed] = useState<string>()
  if (failed === src) return <span className={styles.none}>{none}</span>
  return (
    <img
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
