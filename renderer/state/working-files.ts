import { create } from 'zustand'
import type { WorkingFile } from '../../shared/contract/jobs.ts'

const none: readonly WorkingFile[] = []

/** Files that jobs are working on, by id of the job. Known from events only; no table holds them. */
const useAll = create<Readonly<Record<string, readonly WorkingFile[]>>>(() => ({}))

/** Returns the files that a job is working on, in the order they were started. */
export function useWorking(jobId: string): readonly WorkingFile[] {
  return useAll((all) => all[jobId] ?? none)
}

/** Sets the files that a job is working on. */
export function showWorking(jobId: string, working: readonly WorkingFile[]): void {
  useAll.setState(
    ({ [jobId]: _before, ...others }) => (working.length > 0 ? { ...others, [jobId]: working } : others),
    true,
  )
}
