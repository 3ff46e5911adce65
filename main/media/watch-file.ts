import { stat } from 'node:fs/promises'

const intervalMs = 1000

interface Watch {
  limitBytes: number | undefined
  /** Called if the file was written to since the last time. */
  onGrowth: () => void
  stop: (reason: string) => void
}

/**
 * Watches the file that a program writes: moving the index of a long take to its front is progress too, which ffmpeg
 * does not report. Returns a function that ends the watch.
 */
export function watchFile(path: string | undefined, { limitBytes = Infinity, onGrowth, stop }: Watch): () => void {
  if (path === undefined) return () => undefined
  let last = ''
  const check = async () => {
    const stats = await stat(path).catch(() => undefined)
    if (!stats) return
    if (stats.size > limitBytes) stop(`its output grew beyond ${limitBytes / 1024 / 1024} MiB and it was stopped`)
    const state = `${stats.size} ${stats.mtimeMs}`
    if (state !== last) onGrowth()
    last = state
  }
  const timer = setInterval(() => void check(), intervalMs)
  return () => clearInterval(timer)
}
