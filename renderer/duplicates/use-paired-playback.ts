import { useCallback, useEffect, useRef, useState } from 'react'

/** Maximum drift before the second video is moved to the position of the first. */
const driftSeconds = 0.06

export type PairedPlayback = ReturnType<typeof usePairedPlayback>

/**
 * Returns controls for two videos that play, pause and seek as one. The first leads, or the second if the first cannot
 * play. `shown` must change whenever one of the elements is replaced, so that listeners are added to the new one.
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: other takes have other elements to listen to
  useEffect(() => {
    const ended = new AbortController()
    const update = () => {
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
        one.addEventListener(name, update, ended)
      one.addEventListener('ended', again, ended)
    }
    update()
    return () => ended.abort()
  }, [shown, both])

  return { first, second, ...state, seek, toggle }
}

function leadOf(first: HTMLVideoElement | null, second: HTMLVideoElement | null): HTMLVideoElement | null {
  return first && first.readyState > 0 ? first : second
}

/** Moves the other video to the position of the leading one; a shorter one stops at its end. */
function follow(lead: HTMLVideoElement, other: HTMLVideoElement | null): void {
  if (!other || other.readyState === 0 || other.seeking || lead.seeking) return
  const wanted = Math.min(lead.currentTime, other.duration || 0)
  if (Math.abs(other.currentTime - wanted) > driftSeconds) other.currentTime = wanted
}
