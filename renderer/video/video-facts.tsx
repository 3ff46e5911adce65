import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { Button } from '../components/button.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { FactList } from '../components/fact-list.tsx'
import { MediaSection } from '../components/media/media-section.tsx'
import { Buttons } from '../components/panel.tsx'
import { Code, Section } from '../components/section.tsx'
import { factsOf } from '../components/takes/video-facts.ts'
import { DescriptionForm } from './description-form.tsx'
import { texts } from './texts.ts'
import classes from './video-inspector.module.css'

export function VideoFacts({ video }: { video: VideoDetails }) {
  const [editedId, setEditedId] = useState<string>()
  if (editedId === video.id)
    return <DescriptionForm key={video.id} video={video} onClose={() => setEditedId(undefined)} />
  const short = `${video.file_hash.slice(0, 8)}…${video.file_hash.slice(-8)}`
  const hash = <CopyText what="SHA-256" text={video.file_hash} shown={short} />
  return (
    <div className={classes.facts}>
      <MediaSection fileHash={video.file_hash} />
      <FactList facts={[...factsOf(video), ['SHA-256', hash]]} />
      {video.metadata && (
        <Section title={texts.metadata}>
          <Code>{JSON.stringify(video.metadata, null, 2)}</Code>
        </Section>
      )}
      <Buttons>
        <Button onClick={() => setEditedId(video.id)}>{texts.editSourceAndMetadata}</Button>
      </Buttons>
    </div>
  )
}
