/** The moment at which a view opened a take. */
export interface OpenedMoment {
  videoId: string
  seconds: number
  /** Hashes of the configurations to compare there. */
  compared: readonly string[]
}

let opened: OpenedMoment | null = null

/** Keeps the moment at which the page of a take begins; null for its start. */
export function setMoment(moment: OpenedMoment | null): void {
  opened = moment
}

/** Returns the moment at which the page of a take begins; null if it begins at its start. */
export function takeMoment(videoId: string): OpenedMoment | null {
  return opened?.videoId === videoId ? opened : null
}
