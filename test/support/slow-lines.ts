/** Lines of the log which report that something was slow, as it is on a busy machine. */
const slowLines = /^\S+ warn Waiting for another program .*\n/gm

/** Returns text of the log without the lines which report that something was slow. */
export function withoutSlowLines(text: string): string {
  return text.replaceAll(slowLines, '')
}
