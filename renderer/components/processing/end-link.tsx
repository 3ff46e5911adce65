import type { ProcessingEnd } from '../../../shared/contract/processing.ts'
import { Button } from '../button.tsx'
import { useOpenTake } from '../takes/open-take.ts'
import { TakeCell } from '../takes/take-cell.tsx'
import styles from './chain.module.css'
import { EndState } from './end-state.tsx'

/** An input or output of processing with its picture; opens its take, if any. */
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
    <Button variant="row" className={styles.link} onClick={() => open(videoId)}>
      {content}
    </Button>
  )
}
