import { create } from 'zustand'
import type { WorkingFile } from '../../shared/contract/jobs.ts'

const none: readonly WorkingFile[] = []

/** What the jobs of this process are at, as events tell it; nothing of it is in a row. */
const useAll = create<Readonly<Record<string, readonly WorkingFile[]>>>(() => ({}))

/** The files that a job is at right now, those that it was first at first. */
export function useWorking(jobId: string): readonly WorkingFile[] {
  return useAll((all) => all[jobId] ?? none)
}

/** Says what a job is at; nothing is kept of one that is at nothing. */
export function showWorking(jobId: string, working: readonly WorkingFile[]): void {
  useAll.setState(
    ({ [jobId]: _before, ...others }) => (working.length > 0 ? { ...others, [jobId]: working } : others),
    true,
  )
}
