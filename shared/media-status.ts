/** The values of `MediaStatus` in the table `media`, as the detections program defines them. */
export const mediaStatuses = { new: 1, processing: 2, processed: 3, failed: 6 } as const
export type MediaStatus = (typeof mediaStatuses)[keyof typeof mediaStatuses]

const names = new Map<number, string>([
  [1, 'New'],
  [2, 'AIProcessing'],
  [3, 'AIProcessed'],
  [6, 'Error'],
])

const next: Record<MediaStatus, readonly MediaStatus[]> = {
  1: [2, 6],
  2: [3, 6],
  3: [],
  // To try again.
  6: [1],
}

/** Lists the statuses that may follow `status`; a value that another program wrote may become new. */
export function nextStatuses(status: number): readonly MediaStatus[] {
  return next[status as MediaStatus] ?? [mediaStatuses.new]
}

/** Returns the name of a status in the reference, such as `AIProcessing`; its number if another program defined it. */
export function statusName(status: number): string {
  return names.get(status) ?? String(status)
}
