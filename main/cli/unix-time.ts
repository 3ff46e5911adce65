/** Formats a time in Unix seconds as `YYYY-MM-DD HH:MM:SS`, UTC. */
export function formatUnixTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? '–' : date.toISOString().slice(0, 19).replace('T', ' ')
}
