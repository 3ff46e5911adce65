import type { Job } from '../../shared/contract/jobs.ts'

/** A job that has done nothing yet, but for `change`. */
export function jobWith(change: Partial<Job>): Job {
  return {
    id: 'a',
    kind: 'import',
    state: 'running',
    title: 'takes',
    unit: 'files',
    video_id: null,
    done: 0,
    total: null,
    is_paused: false,
    error: null,
    added: 0,
    duplicates: 0,
    moved: 0,
    unchanged: 0,
    failed: 0,
    made: 0,
    cached: 0,
    created_at: '2026-03-14 12:00:00',
    started_at: null,
    finished_at: null,
    ...change,
  }
}
