import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect } from 'react'
import type { NearTake } from '../../shared/contract/duplicates.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { Poster } from '../components/poster.tsx'
import { factsLine } from '../library/take-words.ts'
import { useSource } from '../video/use-source.ts'
import styles from './pane.module.css'

interface PaneProps {
  label: string
  take: NearTake
  /** What is said of it beside its name. */
  tag: string
  kind: 'kept' | 'other'
  element: RefObject<HTMLVideoElement | null>
  /** Told when its video is another. */
  onShown: () => void
}

/** One of the two takes that are compared: it plays with the other, without sound. */
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

/** Where it cannot play here, the poster stays in its place. */
function Playing({ video, element, onShown }: { video: VideoDetails } & Pick<PaneProps, 'element' | 'onShown'>) {
  const { choice, src, reportTrouble } = useSource(video)
  useEffect(() => {
    const playing = element.current
    onShown()
    return () => {
      // An element that is gone from the page reads on until it is told not to.
      playing?.removeAttribute('src')
      playing?.load()
    }
  }, [element, onShown])
  if (choice.play === null)
    return (
      <p className={styles.trouble}>
        {choice.why === 'missing' ? 'The file is not there at the moment.' : 'It does not play here without a proxy.'}
      </p>
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
      onError={reportTrouble}
    />
  )
}
