import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { isDiskFull, RushesError } from '../../shared/errors.ts'
import type { JobItemRow, JobRow } from '../database/tables.ts'
import type { ItemResult } from './running-job.ts'

/** Returns a row of `jobs` in the form of the contract. */
export function jobOf(row: JobRow): Job {
  const { owner: _owner, heartbeat_ms: _heartbeat, cancel_requested: _cancel, ...rest } = row
  const { paused, request: _request, error, ...shown } = rest
  return { ...shown, is_paused: paused === 1, error: error === null ? null : JSON.parse(error) }
}

/**
 * Returns a row of `job_items` in the form of the contract; for a duplicate, the original is the video with its
 * content.
 */
export function jobItemOf(row: Omit<JobItemRow, 'job_id'>): JobItem {
  const isDuplicate = row.outcome === 'duplicate'
  return {
    seq: row.seq,
    path: row.path,
    outcome: row.outcome,
    video_id: row.video_id,
    is_duplicate: isDuplicate,
    original_id: isDuplicate ? row.video_id : null,
    error: row.error === null ? null : JSON.parse(row.error),
  }
}

/** Returns an outcome that is not written yet in the form of the contract. */
export function unwrittenItemOf({ path, outcome, video_id, error }: ItemResult, seq: number): JobItem {
  return jobItemOf({ seq, path, outcome, video_id: video_id ?? null, error: error ? JSON.stringify(error) : null })
}

/** Converts anything that ended a job to a RushesError; a RushesError is returned unchanged. */
export function jobFailure(error: unknown): RushesError {
  if (error instanceof RushesError) return error
  if (isDiskFull(error)) return new RushesError('DISK_FULL', 'The disk of the library is full.', { cause: error })
  return new RushesError('INTERNAL', String(error), { cause: error })
}
