import { mediaStatuses } from '../../../shared/media-status.ts'
import tile from '../grid/tile.module.css'
import { notableStatus, statusLabel } from './media-labels.ts'
import styles from './media-status-label.module.css'

/** The status of a take that a program submitted; empty for others. */
export function MediaStatusLabel({ status }: { status: number | null }) {
  if (status === null) return null
  return <span className={status === mediaStatuses.failed ? styles.failed : undefined}>{statusLabel(status)}</span>
}

/** A badge of a tile for what is in progress or has failed. */
export function MediaStatusBadge({ status }: { status: number | null }) {
  const label = notableStatus(status)
  if (!label) return null
  const isFailed = status === mediaStatuses.failed
  return <div className={`${tile.badge} ${isFailed ? tile.missing : ''}`}>{label}</div>
}
