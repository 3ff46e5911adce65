import { type MediaStatus, mediaStatuses } from '../../../shared/media-status.ts'
import { texts } from './texts.ts'

const labels: Record<MediaStatus, string> = { 1: texts.new, 2: texts.inProgress, 3: texts.processed, 6: texts.failed }

/** Returns the label of a status; its number if another program defined it. */
export function statusLabel(status: number): string {
  return labels[status as MediaStatus] ?? texts.statusNumber(status)
}

/** Returns the label of a status that a tile shows: work in progress and failures; undefined for others. */
export function notableStatus(status: number | null): string | undefined {
  const isNotable = status === mediaStatuses.processing || status === mediaStatuses.failed
  return isNotable ? statusLabel(status).toLowerCase() : undefined
}

/** Returns who changed a status: `mia`, `You, in the window`. */
export function changedBy({ user_id, via }: { user_id: string | null; via: string | null }): string {
  if (user_id !== null) return user_id
  if (via === null) return texts.anotherProgram
  return via === 'terminal' ? texts.youInTheTerminal : texts.you
}
