import type { Video } from '../../shared/contract/videos.ts'
import styles from '../components/grid/tile.module.css'
import { frameAtPart, frameBackground } from '../components/pictures/storyboard-frame.ts'
import { useStoryboard } from '../components/pictures/use-storyboard.ts'
import { useScrub } from './scrub.ts'

/** The frame of a take at the position of the pointer, over its poster, which stays visible without a storyboard. */
export function TileScrub({ video }: { video: Video }) {
  const sheet = useStoryboard(video)
  const part = useScrub((scrub) => scrub.part)
  if (!sheet) return null
  const frame = frameAtPart(sheet.layout, part)
  return (
    <>
      <span className={styles.frame} data-frame={frame} style={frameBackground(sheet, frame)} />
      <span className={styles.line}>
        <i style={{ transform: `scaleX(${part})` }} />
      </span>
    </>
  )
}
