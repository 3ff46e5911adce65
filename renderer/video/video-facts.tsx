import type { VideoDetails } from '../../shared/contract/videos.ts'
import { FactList } from '../components/fact-list.tsx'
import { CopyText } from './copy-text.tsx'
import { factsOf } from './facts.ts'
import classes from './video-inspector.module.css'

export function VideoFacts({ video }: { video: VideoDetails }) {
  const hash = (
    <CopyText what="SHA-256" text={video.file_hash}>
      <code className={classes.hash}>{`${video.file_hash.slice(0, 8)}…${video.file_hash.slice(-8)}`}</code>
    </CopyText>
  )
  return (
    <div className={classes.facts}>
      <FactList facts={[...factsOf(video), ['SHA-256', hash]]} />
    </div>
  )
}
