import type { ProcessingEnd } from '../../shared/contract/processing.ts'
import { useOpenTake } from '../library/filter.ts'
import { TakeCell } from '../rows/take-cell.tsx'
import { EndState } from './end-state.tsx'
import styles from './processing-page.module.css'

/** One end of a processing, with its picture; opens the take where it is one. */
export function EndLink({ end, words }: { end: ProcessingEnd; words?: string }) {
  const open = useOpenTake()
  const { video_id: videoId } = end
  const content = (
    <TakeCell
      path={end.path}
      hash={end.hash}
      videoId={videoId}
      name={end.video_name}
      words={
        <>
          <EndState state={end.state} />
          {words && ` · ${words}`}
        </>
      }
    />
  )
  if (!videoId) return <div className={styles.link}>{content}</div>
  return (
    <button type="button" className={styles.link} onClick={() => open(videoId)}>
      {content}
    </button>
  )
}
