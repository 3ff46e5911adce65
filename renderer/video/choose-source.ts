/**
 * Why a source does not play. `unsupported`: the window cannot decode it. `missing`: its bytes are not there.
 * `unreachable`: the library does not answer.
 */
export type Trouble = 'unsupported' | 'missing' | 'unreachable'

export interface Situation {
  hasProxy: boolean
  /** The library knows that the file is gone. */
  isMissing: boolean
  /** A person asked for the original although there is a proxy. */
  prefersOriginal: boolean
  /** What was found when the original and the proxy were tried. */
  original: Trouble | null
  proxy: Trouble | null
}

export type Choice = { play: 'original' | 'proxy' } | { play: null; why: Trouble }

/**
 * What to play. A proxy exists only because somebody could not play the original, so it goes first; it also stands in
 * for a file that is gone. Nothing is assumed about codecs: only trying tells.
 */
export function chooseSource(situation: Situation): Choice {
  const original = situation.original ?? (situation.isMissing ? 'missing' : null)
  const proxyPlays = situation.hasProxy && situation.proxy === null
  if (proxyPlays && (original !== null || !situation.prefersOriginal)) return { play: 'proxy' }
  return original === null ? { play: 'original' } : { play: null, why: original }
}

/**
 * Finds out why an element failed: whether the bytes at `src` can be had at all, and if so, it is the decoder.
 * The element itself does not tell the two apart.
 */
export async function diagnose(src: string): Promise<Trouble> {
  try {
    const response = await fetch(src, { headers: { range: 'bytes=0-0' }, cache: 'no-store' })
    await response.body?.cancel()
    // 416: the file is there, and empty.
    if (response.ok || response.status === 416) return 'unsupported'
    return response.status === 404 || response.status === 410 ? 'missing' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
