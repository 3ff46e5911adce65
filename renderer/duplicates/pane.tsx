import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect } from 'react'
import type { SimilarVideo } from '../../shared/contract/duplicates.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { Poster } from '../components/pictures/poster.tsx'
import { useSource } from '../components/player/use-source.ts'
import { factsLine } from '../components/takes/take-labels.ts'
import styles from './pane.module.css'
import { texts } from './texts.ts'

interface PaneProps {
  label: string
  take: SimilarVideo
  /** Label beside the name. */
  tag: string
  kind: 'kept' | 'other'
  element: RefObject<HTMLVideoElement | null>
  /** Called when the video element has been replaced. */
  onShown: () => void
}

/** One of the two compared takes, which plays muted in step with the other. */
export function Pane({ label, take, tag, kind, element, onShown }: PaneProps) {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id: take.id } }))
  return (
    <section className={styles.pane} aria-label={label}>
      <header className={styles.head}>
        <span className={styles.tag} data-kind={kind}>
          {tag}
        </span>
        <h2 title={take.name}>{take.name}</h2>
      </header>
      <div className={styles.picture}>
        <Poster video={take} />
        {video && <Playing key={video.file_hash} video={video} element={element} onShown={onShown} />}
      </div>
      <p className={styles.facts}>{factsLine(take)}</p>
    </section>
  )
}

/** The video over its poster, or a message if it cannot be played. */
function Playing({ video, element, onShown }: { video: VideoDetails } & Pick<PaneProps, 'element' | 'onShown'>) {
  const { choice, src, reportFailure } = useSource(video)
  useEffect(() => {
    const playing = element.current
    onShown()
    return () => {
      // An element that was removed from the page goes on loading until its source is removed too.
      playing?.removeAttribute('src')
      playing?.load()
    }
  }, [element, onShown])
  if (choice.play === null)
    return (
      <p className={styles.error}>{choice.why === 'missing' ? texts.theFileIsMissing : texts.cantPlayHereWithout}</p>
    )
  return (
    <video
      ref={element}
      className={styles.video}
      src={src}
      muted
      playsInline
      preload="auto"
      tabIndex={-1}
      aria-hidden
      onError={reportFailure}
    />
  )
}
