import type { Video } from '../../shared/contract/videos.ts'
import { frameAtPart, frameBackground } from '../components/storyboard-frame.ts'
import { useStoryboard } from '../components/use-storyboard.ts'
import { useScrub } from './scrub.ts'
import styles from './tile.module.css'

/** The frame of a take that lies under the pointer, over its poster, which stays as it is where no frame can be shown. */
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
