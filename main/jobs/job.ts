import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import type { JobItemRow, JobRow } from '../database/tables.ts'

/** A row of `jobs` as the contract shows it. */
export function jobOf(row: JobRow): Job {
  const { owner: _owner, heartbeat_ms: _heartbeat, cancel_requested: _cancel, ...rest } = row
  const { paused, request: _request, error, ...shown } = rest
  return { ...shown, is_paused: paused === 1, error: error === null ? null : JSON.parse(error) }
}

/** A row of `job_items` as the contract shows it; a duplicate names the video that was here first. */
export function jobItemOf(row: JobItemRow): JobItem {
  const isDuplicate = row.outcome === 'duplicate'
  return {
    path: row.path,
    outcome: row.outcome,
    video_id: row.video_id,
    is_duplicate: isDuplicate,
    original_id: isDuplicate ? row.video_id : null,
    error: row.error === null ? null : JSON.parse(row.error),
  }
}
