import type { VideoDetails } from '../../shared/contract/videos.ts'
import { FactList } from '../components/fact-list.tsx'
import { CopyText } from './copy-text.tsx'
import { factsOf } from './facts.ts'
import classes from './video-inspector.module.css'

export function VideoFacts({ video }: { video: VideoDetails }) {
  const short = `${video.file_hash.slice(0, 8)}…${video.file_hash.slice(-8)}`
  const hash = <CopyText what="SHA-256" text={video.file_hash} shown={short} />
  return (
    <div className={classes.facts}>
      <FactList facts={[...factsOf(video), ['SHA-256', hash]]} />
    </div>
  )
}
