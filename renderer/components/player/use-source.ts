import { useCallback, useState } from 'react'
import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { mediaUrl } from '../../client.ts'
import { type Choice, chooseSource, diagnose, type PlaybackFailure } from './playback-source.ts'

export interface Source {
  choice: Choice
  /** Address of the chosen file. */
  src: string
  prefersOriginal: boolean
  preferOriginal: () => void
  /** Call this if the element cannot play `src`. */
  reportFailure: () => void
  /** Tries again, without regard to earlier failures. */
  retry: () => void
}

const noFailures: Record<'original' | 'proxy', PlaybackFailure | null> = { original: null, proxy: null }

/** Chooses which file of a video to play, depending on earlier failures. */
export function useSource(video: VideoDetails): Source {
  const [failures, setFailures] = useState(noFailures)
  const [isRetried, setRetried] = useState(false)
  const [prefersOriginal, setPrefersOriginal] = useState(false)
  const choice = chooseSource({
    hasProxy: video.has_proxy,
    // The library's state may be out of date, so a retry tries the file itself.
    absence: isRetried ? null : absenceOf(video),
    prefersOriginal,
    ...failures,
  })
  const playing = choice.play ?? 'original'
  const src = playing === 'proxy' ? mediaUrl.proxy(video) : mediaUrl.original(video)
  const reportFailure = useCallback(() => {
    void diagnose(src).then((found) => setFailures((now) => ({ ...now, [playing]: found })))
  }, [src, playing])
  const retry = useCallback(() => {
    setFailures(noFailures)
    setRetried(true)
  }, [])
  const preferOriginal = useCallback(() => setPrefersOriginal(true), [])
  return { choice, src, prefersOriginal, preferOriginal, reportFailure, retry }
}

function absenceOf(video: VideoDetails): 'missing' | 'overwritten' | null {
  if (video.overwritten_path !== null) return 'overwritten'
  return video.missing_since !== null || video.is_offline ? 'missing' : null
}
