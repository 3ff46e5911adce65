import { useCallback, useEffect, useRef, useState } from 'react'

/** Farther apart than this, the second is put to where the first is. */
const driftSeconds = 0.06

export type PairedPlayback = ReturnType<typeof usePairedPlayback>

/**
 * Two videos that play, stop and seek as one; the first leads, or the second where the first does not play. `shown` is another number
 * when another video is shown in one of the places.
 */
export function usePairedPlayback(shown: number) {
  const first = useRef<HTMLVideoElement>(null)
  const second = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState({ isPlaying: false, seconds: 0, durationSeconds: 0 })
  const both = useCallback(() => [first.current, second.current].filter((one) => one !== null), [])

  const seek = useCallback(
    (seconds: number) => {
      for (const one of both()) one.currentTime = Math.max(0, Math.min(seconds, one.duration || seconds))
      setState((now) => ({ ...now, seconds: Math.max(0, seconds) }))
    },
    [both],
  )
  const toggle = useCallback(() => {
    const isPlaying = both().some((one) => !one.paused)
    for (const one of both()) {
      if (isPlaying) one.pause()
      else one.play().catch(() => undefined)
    }
  }, [both])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other takes have other elements
  useEffect(() => {
    const ended = new AbortController()
    const tell = () => {
      const lead = leadOf(first.current, second.current)
      if (!lead) return
      follow(lead, lead === first.current ? second.current : null)
      const durationSeconds = Number.isFinite(lead.duration) ? lead.duration : 0
      setState({ isPlaying: !lead.paused, seconds: lead.currentTime, durationSeconds })
    }
    const again = () => {
      const lead = leadOf(first.current, second.current)
      if (!lead?.ended) return
      for (const one of both()) {
        one.currentTime = 0
        one.play().catch(() => undefined)
      }
    }
    for (const one of both()) {
      for (const name of ['timeupdate', 'seeked', 'play', 'pause', 'loadedmetadata'])
        one.addEventListener(name, tell, ended)
      one.addEventListener('ended', again, ended)
    }
    tell()
    return () => ended.abort()
  }, [shown, both])

  return { first, second, ...state, seek, toggle }
}

function leadOf(first: HTMLVideoElement | null, second: HTMLVideoElement | null): HTMLVideoElement | null {
  return first && first.readyState > 0 ? first : second
}

/** Past its end the shorter one stands still. */
function follow(lead: HTMLVideoElement, other: HTMLVideoElement | null): void {
  if (!other || other.readyState === 0 || other.seeking || lead.seeking) return
  const wanted = Math.min(lead.currentTime, other.duration || 0)
  if (Math.abs(other.currentTime - wanted) > driftSeconds) other.currentTime = wanted
}
