/**
 * Why a source does not play: the browser cannot decode it, its file is missing or was overwritten, or the library does
 * not answer.
 */
export type PlaybackFailure = 'unsupported' | 'missing' | 'overwritten' | 'unreachable'

export interface Situation {
  hasProxy: boolean
  /** The library found the file missing or overwritten; null if it did not. */
  absence: 'missing' | 'overwritten' | null
  /** True to play the original although there is a proxy. */
  prefersOriginal: boolean
  /** Why the original and the proxy did not play; null if not tried, or if playing. */
  original: PlaybackFailure | null
  proxy: PlaybackFailure | null
}

export type Choice = { play: 'original' | 'proxy' } | { play: null; why: PlaybackFailure }

/**
 * Chooses the file to play. A proxy exists only because the original could not be played, so the proxy comes first; it
 * also replaces a missing file. Codecs are not checked: only an attempt shows what a browser can decode.
 */
export function chooseSource(situation: Situation): Choice {
  const original = situation.original ?? situation.absence
  const proxyPlays = situation.hasProxy && situation.proxy === null
  if (proxyPlays && (original !== null || !situation.prefersOriginal)) return { play: 'proxy' }
  return original === null ? { play: 'original' } : { play: null, why: original }
}

/**
 * Returns why an element failed: requests the first byte at `src`; if it arrives, the decoder failed. The element
 * itself reports both cases alike.
 */
export async function diagnose(src: string): Promise<PlaybackFailure> {
  try {
    const response = await fetch(src, { headers: { range: 'bytes=0-0' }, cache: 'no-store' })
    await response.body?.cancel()
    // 416 means that the file exists but is empty.
    if (response.ok || response.status === 416) return 'unsupported'
    if (response.status === 409) return 'overwritten'
    return response.status === 404 || response.status === 410 ? 'missing' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
