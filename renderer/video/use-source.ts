import { useCallback, useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { mediaUrl } from '../client.ts'
import { type Choice, chooseSource, diagnose, type Trouble } from './choose-source.ts'

export interface Source {
  choice: Choice
  /** Address of what plays. */
  src: string
  prefersOriginal: boolean
  preferOriginal: () => void
  /** To be called when the element could not play `src`. */
  reportTrouble: () => void
  /** Forgets what was found, and tries again. */
  retry: () => void
}

const untried: Record<'original' | 'proxy', Trouble | null> = { original: null, proxy: null }

/** Decides what of a video plays here, from what happened when it was tried. */
export function useSource(video: VideoDetails): Source {
  const [trouble, setTrouble] = useState(untried)
  const [looksAgain, setLooksAgain] = useState(false)
  const [prefersOriginal, setPrefersOriginal] = useState(false)
  const choice = chooseSource({
    hasProxy: video.has_proxy,
    // What the library knew of the file is from the last time that anybody looked.
    isMissing: (video.missing_since !== null || video.is_offline === true) && !looksAgain,
    prefersOriginal,
    ...trouble,
  })
  const playing = choice.play ?? 'original'
  const src = playing === 'proxy' ? mediaUrl.proxy(video) : mediaUrl.original(video)
  const reportTrouble = useCallback(() => {
    void diagnose(src).then((found) => setTrouble((now) => ({ ...now, [playing]: found })))
  }, [src, playing])
  const retry = useCallback(() => {
    setTrouble(untried)
    setLooksAgain(true)
  }, [])
  const preferOriginal = useCallback(() => setPrefersOriginal(true), [])
  return { choice, src, prefersOriginal, preferOriginal, reportTrouble, retry }
}
